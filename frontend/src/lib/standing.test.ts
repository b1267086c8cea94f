import { expect, test } from "vitest";
import { EMPTY, type Item, type Notice, type RoomState } from "./room/types";
import { hallNotices, leftOf, standingOf } from "./standing";

const NOW = Date.parse("2022-04-28T02:00:00.000Z");
const request = (venue: string) => ({ key: `r-${venue}`, venue, venue_name: "", unit: 1, topic: "", at: "" });

test("standing tells the place in the queue, and nothing of others", () => {
  const state: RoomState = { ...EMPTY, requests: [request("a"), request("b")] };
  expect(standingOf(state, "b")).toMatchObject({ place: 2, request: { key: "r-b" }, floor: null });
  expect(standingOf(state, "c")).toMatchObject({ place: 0, request: undefined });
});

test("time left of an item goes below zero when it is over", () => {
  const item = { started_at: "2022-04-28T01:00:00.000Z", planned_minutes: 45 } as Item;
  expect(leftOf(item, NOW)).toBe(-900);
  expect(leftOf({ ...item, planned_minutes: 0 }, NOW)).toBeUndefined();
});

test("a hall shows its notices until their end, and none of the operators'", () => {
  const notice = (key: string, screen: Notice["screen"], until_at: string | null) => ({ key, screen, until_at }) as Notice;
  const notices = [
    notice("past", "halls", "2022-04-28T01:59:59.000Z"),
    notice("now", "halls", "2022-04-28T02:00:10.000Z"),
    notice("operators", "operators", null),
  ];
  expect(hallNotices({ ...EMPTY, notices }, NOW).map((one) => one.key)).toEqual(["now"]);
});
