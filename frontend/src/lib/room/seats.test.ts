import { expect, test } from "vitest";
import type { Seat } from "../api-types";
import { catchUp, seatsAfter } from "./seats";
import type { Envelope } from "./types";

const seat = (key: string, phone = ""): Seat => ({
  ...{ key, name: key, branch: "P01", branch_name: "P01", unit: 1, level: "district", chair: "", operator: "", phone },
  ...{ quota: null, is_main: false },
});
const row = (seq: number, type: string, data: object): Envelope => ({
  ...{ seq, type: `room.venue.${type}`, version: 1, at: "" },
  data: data as Record<string, unknown>,
});
const added = (seq: number, key: string) => row(seq, "added", { at: "", venue_count: 9, seat: seat(key) });
const called = (seq: number, venue: string, phone: string) =>
  row(seq, "contacts_changed", { venue, chair: "", operator: "", phone, quota: null, at: "" });

test("what is heard while the venues are on their way is neither lost nor done twice", () => {
  const heard = [added(3, "b"), called(5, "a", "new")];
  expect(catchUp({ head: 2, venues: [seat("a")] }, heard)).toEqual([seat("a", "new"), seat("b")]);
  expect(catchUp({ head: 4, venues: [seat("a"), seat("b")] }, heard)).toEqual([seat("a", "new"), seat("b")]);
  expect(catchUp({ head: 5, venues: [seat("a", "new"), seat("b")] }, heard)).toEqual([seat("a", "new"), seat("b")]);
});

test("rows that hide the venue, or name one that is not known, change nothing", () => {
  const seats = [seat("a")];
  expect(seatsAfter(seats, row(1, "added", { at: "", venue_count: 9 }))).toEqual(seats);
  expect(seatsAfter(seats, row(1, "contacts_changed", {}))).toEqual(seats);
  expect(seatsAfter(seats, called(1, "unheard of", "x"))).toEqual(seats);
});
