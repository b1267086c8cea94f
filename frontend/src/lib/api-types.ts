/** Shapes of the API's answers; docs/contracts.md says who makes them. */

import type { RoomState } from "./room/types";

export interface Me {
  kind: "venue" | "staff" | "public";
  venue: string | null;
  /** What to call the reader: an account's name, or the venue's. */
  name: string;
  device: string | null;
  /** A venue's own newest head count. */
  head_count: number | null;
  /** Names of the commands that this reader may give. */
  may: string[];
}

export interface Subjects {
  events: string;
  head: string;
  own: string | null;
  board: string | null;
  pulse: string | null;
}

export interface Connection {
  nats: { url: string; token: string };
  subjects: Subjects;
  expires_at: string;
  me: Me;
  now: string;
}

/** What is counted but is no event: delegates by venue, operators who have seen a notice. */
export interface Tallies {
  head_counts: Record<string, number>;
  seen: Record<string, number>;
}

export interface Snapshot {
  state: RoomState;
  delegates: number;
  reported: number;
  now: string;
  tallies?: Tallies;
}

export interface Head {
  head: number;
  at: string;
  delegates?: number;
  reported?: number;
}

/** A venue as the room knows it, with what only staff may see. */
export interface Seat {
  key: string;
  name: string;
  unit: number;
  level: string;
  branch: string;
  branch_name: string;
  chair: string;
  operator: string;
  phone: string;
  quota: number | null;
  is_main: boolean;
}

/** The venues as they are after row number `head`. */
export interface Seats {
  head: number;
  venues: Seat[];
}

export type Quality = "good" | "fair" | "poor";

/** How a venue's link is, from its pulses. */
export interface BoardEntry {
  on: boolean;
  q: Quality | null;
  bh: number | null;
  r: string | null;
  st: number;
  at: string;
}

export interface Board {
  at: string;
  full: boolean;
  connected: number;
  venues: Record<string, BoardEntry>;
}
