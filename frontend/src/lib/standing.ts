/** How one venue stands in the room. Pure. */

import type { Floor, FloorRequest, Item, Notice, RoomState, Statement } from "./room/types";

export interface Standing {
  floor: Floor | null;
  request: FloorRequest | undefined;
  /** Place in the queue, from 1; 0 where the venue does not wait. */
  place: number;
  calledUp: Statement | undefined;
  statements: Statement[];
}

export function standingOf(state: RoomState, venue: string | null): Standing {
  const statements = state.statements.filter((one) => one.venue === venue);
  const place = state.requests.findIndex((request) => request.venue === venue) + 1;
  return {
    floor: state.floor?.venue === venue ? state.floor : null,
    request: state.requests[place - 1],
    place,
    calledUp: statements.find((one) => one.status === "called_up"),
    statements,
  };
}

export const runningItem = (state: RoomState): Item | undefined => state.agenda.find((item) => item.status === "running");

/** Seconds that are left of an item by its plan; below zero when it is over; undefined where nothing is planned. */
export function leftOf(item: Item, now_ms: number): number | undefined {
  if (!item.started_at || !item.planned_minutes) return undefined;
  return item.planned_minutes * 60 - (now_ms - Date.parse(item.started_at)) / 1000;
}

/** The notices that a hall shows now, the newest last. */
export function hallNotices(state: RoomState, now_ms: number): Notice[] {
  return state.notices.filter((one) => one.screen === "halls" && one.until_at !== null && Date.parse(one.until_at) > now_ms);
}
