import { expect, test } from "vitest";
import type { BoardEntry, Seat } from "$lib/api-types";
import { EMPTY, type RoomState } from "$lib/room/types";
import { alsoTroubled, cellStates, chooseLayout, isKnown, matches, searchIndex, shortName, toBranches } from "./wall";

const seat = (key: string, name: string, branch = "P01"): Seat => ({
  ...{ key, name, branch, branch_name: branch, unit: 1, level: "district", chair: "", operator: "", phone: "" },
  ...{ quota: null, is_main: false },
});
const linksOf = (entries: [string, BoardEntry][] = [], isWhole = true) => ({ at: "", isWhole, venues: new Map(entries) });
const on = (q: BoardEntry["q"]): BoardEntry => ({ on: true, q, bh: 3, r: "720p", st: 0, at: "" });
const request = (venue: string) => ({ key: `r${venue}`, venue, venue_name: "", unit: 1, topic: "", at: "" });
const trouble = (venue: string, status: "reported" | "solved") => ({
  ...{ key: `t${venue}`, venue, venue_name: "", kind: "sound" as const, details: "", status, at: "" },
  ...{ by: "", taken_at: null, solved_at: null, note: "" },
});

test("a cell shows what the desk must know first", () => {
  const seats = ["speaks", "asks", "sick", "well", "weak", "gone", "never"].map((key) => seat(key, key));
  const state = {
    ...EMPTY,
    floor: { venue: "speaks" } as RoomState["floor"],
    requests: [request("asks"), request("speaks")],
    troubles: [trouble("sick", "reported"), trouble("asks", "reported"), trouble("well", "solved")],
  };
  const links = linksOf([
    ["speaks", on("good")],
    ["well", on("fair")],
    ["weak", on("poor")],
    ["gone", { ...on("good"), on: false }],
  ]);
  expect(Object.fromEntries(cellStates(seats, { state, links, head_counts: {} }))).toEqual({
    ...{ speaks: "air", asks: "ask", sick: "trouble", well: "good", weak: "poor", gone: "lost", never: "lost" },
  });
});

test("a venue may stand under several chips", () => {
  const facts = { state: { ...EMPTY, requests: [request("a")] }, links: linksOf(), head_counts: { b: 0 } };
  expect(matches("ask", "a", facts) && matches("lost", "a", facts) && matches("uncounted", "a", facts)).toBe(true);
  expect(matches("uncounted", "b", facts)).toBe(false);
  expect(matches("poor", "a", facts)).toBe(false);
});

test("search finds without accents, by branch as well", () => {
  const index = searchIndex([seat("k", "Quận Hồng Bàng", "Thành phố Hải Phòng")]);
  expect(index.get("k")).toContain("hai phong");
  expect(index.get("k")).toContain("hong bang");
});

test("short names drop the level's word and nothing else", () => {
  expect(shortName("Thành phố Hải Phòng")).toBe("Hải Phòng");
  expect(shortName("Thành phố Hồ Chí Minh")).toBe("Hồ Chí Minh");
  expect(shortName("Ban Tuyên giáo")).toBe("Ban Tuyên giáo");
});

test("branches keep the server's order", () => {
  const seats = [seat("a", "A", "P31"), seat("b", "B", "P01"), seat("c", "C", "P31")];
  expect(toBranches(seats).map((branch) => [branch.code, branch.seats.length])).toEqual([["P31", 2], ["P01", 1]]);
});

test("759 venues fit in a room of 1920 by 1080, and 3,355 with smaller cells", () => {
  const nation = chooseLayout(Array.from({ length: 63 }, (_, n) => 5 + (n % 15)), 1880, 500);
  const communes = chooseLayout(Array.from({ length: 34 }, () => 99), 1880, 500);
  expect(nation.fits && communes.fits).toBe(true);
  expect(nation.cell).toBeGreaterThan(communes.cell);
  expect(communes.cell).toBeGreaterThanOrEqual(10);
});

test("what cannot fit says so", () => expect(chooseLayout([4000], 300, 100).fits).toBe(false));

test("before the first whole board a venue that is not named is unknown and not lost", () => {
  const seats = [seat("told", "A"), seat("untold", "B")];
  const facts = { state: EMPTY, links: linksOf([["told", on("good")]], false), head_counts: {} };
  expect(Object.fromEntries(cellStates(seats, facts))).toEqual({ told: "good", untold: "unknown" });
  expect(matches("lost", "untold", facts)).toBe(false);
  expect([isKnown("lost", facts.links), isKnown("poor", facts.links), isKnown("ask", facts.links)]).toEqual([false, false, true]);
  expect(isKnown("lost", linksOf())).toBe(true);
});

test("a trouble shows beside the floor and beside a request for it", () => {
  const seats = ["speaks", "asks", "sick", "well"].map((key) => seat(key, key));
  const state = {
    ...EMPTY,
    floor: { venue: "speaks" } as RoomState["floor"],
    requests: [request("asks"), request("well")],
    troubles: [trouble("speaks", "reported"), trouble("asks", "reported"), trouble("sick", "reported"), trouble("well", "solved")],
  };
  const states = cellStates(seats, { state, links: linksOf(), head_counts: {} });
  expect([...alsoTroubled(states, state)].sort()).toEqual(["asks", "speaks"]);
});
