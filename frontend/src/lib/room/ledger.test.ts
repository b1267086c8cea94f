import { expect, test } from "vitest";
import { Ledger } from "./ledger";
import { EMPTY, type Envelope, type Notice } from "./types";

const row = (seq: number, type = "room.conference.started", data: object = { at: `t${seq}` }): Envelope => ({
  ...{ seq, type, version: 1, at: `t${seq}` },
  data: data as Record<string, unknown>,
});

test("rows that come late and twice are applied once and in order", () => {
  const ledger = new Ledger();
  expect(ledger.receive(row(2)).length).toBe(0);
  expect(ledger.isBehind).toBe(true);
  expect(ledger.receive(row(1)).map((applied) => applied.seq)).toEqual([1, 2]);
  expect(ledger.receive(row(2))).toEqual([]);
  expect(ledger.state.started_at).toBe("t2");
  expect(ledger.isBehind).toBe(false);
});

test("the first row of a number wins, so that the richer one sent before is kept", () => {
  const ledger = new Ledger();
  ledger.receive(row(2, "room.conference.paused", { at: "rich", note: "" }));
  ledger.receive(row(2, "room.conference.paused", {}));
  ledger.receive(row(1));
  expect(ledger.state.paused_at).toBe("rich");
});

test("a snapshot swallows what lies behind it and lets what waits follow", () => {
  const ledger = new Ledger();
  ledger.receive(row(3));
  ledger.receive(row(6));
  const applied = ledger.begin({ ...EMPTY, seq: 5, title: "Hội nghị" });
  expect(applied.map((one) => one.seq)).toEqual([6]);
  expect(ledger.state).toMatchObject({ seq: 6, title: "Hội nghị", phase: "live" });
});

test("a snapshot older than what is known changes nothing", () => {
  const ledger = new Ledger();
  ledger.begin({ ...EMPTY, seq: 5 });
  ledger.begin({ ...EMPTY, seq: 4, title: "old" });
  expect(ledger.state).toMatchObject({ seq: 5, title: "" });
});

test("a head ahead of what is known means behind", () => {
  const ledger = new Ledger();
  ledger.noteHead(4);
  expect(ledger.isBehind).toBe(true);
  expect(ledger.head).toBe(4);
});

test("notices that a snapshot left out are put in their order, each once", () => {
  const ledger = new Ledger();
  const notice = (key: string, at: string): Notice => ({
    ...{ key, at, audience: "all", audience_name: "", venues: [], screen: "halls", text: key, until_at: null },
  });
  ledger.begin({ ...EMPTY, seq: 5, notices: [notice("b", "t2")] });
  expect(ledger.addNotices([notice("a", "t1"), notice("b", "t2")])).toBe(true);
  expect(ledger.state.notices.map((one) => one.key)).toEqual(["a", "b"]);
  expect(ledger.addNotices([notice("a", "t1")])).toBe(false);
});

test("a notice that was fetched before its row came stands there once", () => {
  const ledger = new Ledger();
  const data = { audience: "all", audience_name: "", venues: [], screen: "halls", text: "a", at: "t2", until_at: null };
  ledger.begin({ ...EMPTY, seq: 1 });
  expect(ledger.addNotices([{ key: "a", ...data } as Notice])).toBe(true);
  ledger.receive(row(2, "room.notice.sent", { notice: "a", ...data }));
  expect(ledger.state.notices.map((one) => one.key)).toEqual(["a"]);
});
