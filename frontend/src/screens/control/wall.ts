/** What the wall of venues shows and how it is laid out. Pure. */

import type { Seat } from "$lib/api-types";
import { fold } from "$lib/fold";
import type { Links } from "$lib/room/links";
import type { RoomState } from "$lib/room/types";

/** One state a cell; the first that fits, in the order in which the desk must know of it. `unknown`: no board has come. */
export type CellState = "air" | "ask" | "trouble" | "lost" | "poor" | "good" | "unknown";

export interface Branch {
  code: string;
  name: string;
  /** What a card has room for: the name without the word for its level. */
  short: string;
  seats: Seat[];
}

export type Filter = "all" | "lost" | "trouble" | "ask" | "poor" | "uncounted";

export interface Facts {
  state: RoomState;
  links: Links;
  head_counts: Record<string, number>;
}

/** From this many venues on, a card shows counts instead of cells. */
export const MOST_CELLS = 5000;

const LEVEL_WORDS = /^(Thành phố|Tỉnh|Quận|Huyện|Thị xã|Phường|Xã|Thị trấn|Đặc khu) (?=.)/u;

export function shortName(name: string): string {
  return name.replace(LEVEL_WORDS, "");
}

/** Put seats under their branches, in the order in which the server lists them. */
export function toBranches(seats: Seat[]): Branch[] {
  const branches = new Map<string, Branch>();
  for (const seat of seats) {
    const { branch: code, branch_name: name } = seat;
    let branch = branches.get(code);
    if (!branch) branches.set(code, (branch = { code, name, short: shortName(name), seats: [] }));
    branch.seats.push(seat);
  }
  return [...branches.values()];
}

/** Return the state of every venue. */
export function cellStates(seats: Seat[], { state, links }: Facts): Map<string, CellState> {
  const asks = new Set(state.requests.map((request) => request.venue));
  const troubled = new Set(state.troubles.filter((one) => one.status !== "solved").map((one) => one.venue));
  return new Map(
    seats.map(({ key }): [string, CellState] => {
      if (state.floor?.venue === key) return [key, "air"];
      if (asks.has(key)) return [key, "ask"];
      if (troubled.has(key)) return [key, "trouble"];
      const link = links.venues.get(key);
      if (!link && !links.isWhole) return [key, "unknown"];
      if (!link?.on) return [key, "lost"];
      return [key, link.q === "poor" ? "poor" : "good"];
    }),
  );
}

/** Return the venues whose cell shows the floor or a request for it although they have a trouble as well. */
export function alsoTroubled(states: Map<string, CellState>, state: RoomState): Set<string> {
  const hides = (venue: string) => ["air", "ask"].includes(states.get(venue) ?? "");
  return new Set(state.troubles.filter((one) => one.status !== "solved" && hides(one.venue)).map((one) => one.venue));
}

/** Is it known which venues stand under the chip? Links are not before the first whole board. */
export const isKnown = (filter: Filter, links: Links): boolean => links.isWhole || (filter !== "lost" && filter !== "poor");

/** Does a venue belong under the chip? Unlike a cell, a venue may stand under several. */
export function matches(filter: Filter, key: string, facts: Facts): boolean {
  const { state, links, head_counts } = facts;
  const link = links.venues.get(key);
  if (filter === "lost") return link ? !link.on : links.isWhole;
  if (filter === "poor") return link?.on === true && link.q === "poor";
  if (filter === "uncounted") return !(key in head_counts);
  if (filter === "ask") return state.requests.some((request) => request.venue === key);
  if (filter === "trouble") return state.troubles.some((one) => one.venue === key && one.status !== "solved");
  return true;
}

/** Venue key → what a search is compared with. */
export function searchIndex(seats: Seat[]): Map<string, string> {
  return new Map(seats.map((seat) => [seat.key, fold(`${seat.name} ${seat.branch_name} ${seat.chair} ${seat.phone}`)]));
}

export interface Layout {
  /** Edge of a cell with its gap, in pixels. */
  cell: number;
  /** Rows of cells in each card. */
  rows: number;
  fits: boolean;
}

/** Sizes of a card in pixels; `frame` is its padding and border on both sides. */
export const CARD = { frame: 10, header: 19, gap: 5, name: 76 };
const LARGEST = 28;
const SMALLEST = 7;
const MOST_ROWS = 12;

/** Return the largest cells with which cards of `counts` cells all fit into `width` × `height` pixels. */
export function chooseLayout(counts: number[], width: number, height: number): Layout {
  for (let cell = LARGEST; cell >= SMALLEST; cell--) {
    for (let rows = 1; rows <= MOST_ROWS; rows++) {
      const widths = counts.map((count) => cardWidth(count, cell, rows));
      if (Math.max(...widths) > width) continue;
      const lines = linesOf(widths, width);
      if (lines * (cardHeight(cell, rows) + CARD.gap) - CARD.gap <= height) return { cell, rows, fits: true };
    }
  }
  return { cell: 12, rows: 6, fits: false };
}

export function cardWidth(count: number, cell: number, rows: number): number {
  return Math.max(CARD.name, Math.ceil(count / rows) * cell) + CARD.frame;
}

export const cardHeight = (cell: number, rows: number): number => CARD.header + rows * cell + CARD.frame;

function linesOf(widths: number[], width: number): number {
  let [lines, used] = [1, 0];
  for (const one of widths) {
    if (used > 0 && used + CARD.gap + one > width) [lines, used] = [lines + 1, 0];
    used += (used > 0 ? CARD.gap : 0) + one;
  }
  return lines;
}
