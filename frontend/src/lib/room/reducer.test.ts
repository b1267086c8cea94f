import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { evolve } from "./reducer";
import type { Seat } from "../api-types";
import { seatsAfter } from "./seats";
import { EMPTY, type Envelope, type RoomState } from "./types";

interface Vector {
  before: RoomState;
  steps: { envelope: Envelope; changed: Partial<RoomState>; seats?: Seat[] }[];
}

const FOLDER = fileURLToPath(new URL("../../../../tests/room/vectors/", import.meta.url));
const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
const stories = files.flatMap((file) =>
  Object.entries(JSON.parse(readFileSync(FOLDER + file, "utf8")) as Record<string, Vector>).map(
    ([viewer, vector]) => [`${file} ${viewer}`, vector] as const,
  ),
);

test("vectors are there", () => expect(stories.length).toBeGreaterThan(2));

test.each(stories)("reducer leads from envelopes to snapshots: %s", (_name, vector) => {
  expect(vector.before).toEqual(EMPTY);
  let shown = vector.before;
  let state = vector.before;
  for (const { envelope, changed } of vector.steps) {
    shown = { ...shown, ...changed };
    state = evolve(state, envelope);
    expect(state, `after row ${envelope.seq} ${envelope.type}`).toEqual(shown);
  }
});

test.each(stories)("rows lead from fetched seats to fetched seats: %s", (_name, vector) => {
  const fetched = vector.steps.find((step) => step.envelope.type === "room.opened")?.seats ?? [];
  let shown = fetched;
  let seats = fetched;
  for (const { envelope, seats: after } of vector.steps) {
    shown = after ?? shown;
    seats = seatsAfter(seats, envelope);
    expect(seats, `after row ${envelope.seq} ${envelope.type}`).toEqual(shown);
  }
});

test("reducer moves the number only where a row is hidden, unknown or newer", () => {
  const row: Envelope = { seq: 1, type: "room.conference.started", version: 1, at: "", data: {} };
  expect(evolve(EMPTY, row)).toEqual({ ...EMPTY, seq: 1 });
  expect(evolve(EMPTY, { ...row, type: "room.unheard.of", data: { at: "x" } })).toEqual({ ...EMPTY, seq: 1 });
  expect(evolve(EMPTY, { ...row, version: 2, data: { at: "x" } })).toEqual({ ...EMPTY, seq: 1 });
  expect(evolve(EMPTY, { ...row, type: "toString", data: { at: "x" } })).toEqual({ ...EMPTY, seq: 1 });
});
