import { expect, test } from "vitest";
import type { Board, BoardEntry } from "../api-types";
import { mergeBoard, NO_LINKS } from "./links";

const entry = (st: number): BoardEntry => ({ on: true, q: "good", bh: 3, r: "720p", st, at: "" });
const board = (at: string, full: boolean, venues: Record<string, number>): Board => ({
  ...{ at, full, connected: 0 },
  venues: Object.fromEntries(Object.entries(venues).map(([key, st]) => [key, entry(st)])),
});
const shown = (links: typeof NO_LINKS) => Object.fromEntries([...links.venues].map(([key, { st }]) => [key, st]));

test("what changed says nothing of the other venues until a whole board has come", () => {
  const first = mergeBoard(NO_LINKS, board("t1", false, { a: 1 }));
  expect([first.isWhole, shown(first)]).toEqual([false, { a: 1 }]);
  expect(mergeBoard(first, board("t2", true, {}))).toMatchObject({ isWhole: true, at: "t2" });
});

test("a whole board replaces, its further parts and changes are added", () => {
  let links = mergeBoard(NO_LINKS, board("t1", true, { gone: 1, a: 1 }));
  links = mergeBoard(links, board("t2", true, { a: 2 }));
  links = mergeBoard(links, board("t2", false, { b: 2 }));
  links = mergeBoard(links, board("t3", false, { a: 3 }));
  expect(shown(links)).toEqual({ a: 3, b: 2 });
});

test("a whole board that was fetched and comes late undoes nothing newer", () => {
  const links = mergeBoard(NO_LINKS, board("t2", false, { a: 2 }));
  const late = mergeBoard(links, board("t1", true, { a: 1, b: 1 }));
  expect([late.at, late.isWhole, shown(late)]).toEqual(["t2", true, { a: 2, b: 1 }]);
});
