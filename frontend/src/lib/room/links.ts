/** The links of all venues, put together from boards. Pure. */

import type { Board, BoardEntry } from "../api-types";

export interface Links {
  /** When the newest board was written; empty before the first. */
  at: string;
  /** Has a whole board come? Before it, a venue that is not named is unknown, not lost. */
  isWhole: boolean;
  venues: ReadonlyMap<string, BoardEntry>;
}

export const NO_LINKS: Links = { at: "", isWhole: false, venues: new Map() };

/** Return the links after `board`. A whole board that is older than what is known only fills in what is missing. */
export function mergeBoard(before: Links, board: Board): Links {
  const told = Object.entries(board.venues);
  const isLate = board.at < before.at;
  if (isLate) return { ...before, isWhole: before.isWhole || board.full, venues: new Map([...told, ...before.venues]) };
  const kept = board.full ? [] : before.venues;
  return { at: board.at, isWhole: before.isWhole || board.full, venues: new Map([...kept, ...told]) };
}
