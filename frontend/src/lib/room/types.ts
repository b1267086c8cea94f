/** What a live room is and what happens in it, as on the wire; src/diemcau/room/state.py and events.py say what each field means. */

export type Phase = "closed" | "open" | "live" | "paused" | "ended";
export type ItemStatus = "waiting" | "running" | "done" | "skipped";
export type StatementStatus = "registered" | "approved" | "called_up" | "speaking" | "done" | "declined" | "withdrawn";
export type TroubleKind = "picture" | "sound" | "link" | "power" | "other";
export type TroubleStatus = "reported" | "taken" | "solved";
export type Audience = "all" | "branch" | "venue";
export type NoticeScreen = "operators" | "halls";
export type Side = "desk" | "venue";
/** ISO 8601 in UTC with milliseconds. */
export type Moment = string;

export interface Item {
  key: string;
  kind: string;
  title: string;
  speaker: string;
  planned_minutes: number;
  status: ItemStatus;
  started_at: Moment | null;
  finished_at: Moment | null;
}

export interface FloorRequest {
  key: string;
  venue: string;
  venue_name: string;
  unit: number;
  topic: string;
  at: Moment;
}

export interface Floor {
  key: string;
  venue: string;
  venue_name: string;
  unit: number;
  statement: string | null;
  granted_at: Moment;
  limit_s: number;
  deadline_at: Moment;
}

export interface Statement {
  key: string;
  venue: string;
  venue_name: string;
  unit: number;
  title: string;
  speaker: string;
  status: StatementStatus;
  announced: boolean;
  reason: string;
}

export interface Notice {
  key: string;
  audience: Audience;
  audience_name: string;
  venues: string[];
  screen: NoticeScreen;
  text: string;
  at: Moment;
  until_at: Moment | null;
}

export interface Trouble {
  key: string;
  venue: string;
  venue_name: string;
  kind: TroubleKind;
  details: string;
  status: TroubleStatus;
  at: Moment;
  by: string;
  taken_at: Moment | null;
  solved_at: Moment | null;
  note: string;
}

export interface Message {
  key: string;
  venue: string;
  side: Side;
  by: string;
  text: string;
  at: Moment;
}

export interface RoomState {
  seq: number;
  phase: Phase;
  title: string;
  desk_phone: string;
  starts_at: Moment | null;
  opened_at: Moment | null;
  started_at: Moment | null;
  paused_at: Moment | null;
  pause_note: string;
  ended_at: Moment | null;
  venue_count: number;
  agenda: Item[];
  requests: FloorRequest[];
  floor: Floor | null;
  /** Unit id → how often it has spoken. */
  spoken: Record<string, number>;
  statements: Statement[];
  notices: Notice[];
  troubles: Trouble[];
  messages: Message[];
}

/** One row of the log as its reader may see it; `data` is empty where the reader may not. */
export interface Envelope {
  seq: number;
  type: string;
  version: number;
  at: Moment;
  data: Record<string, unknown>;
}

export const EMPTY: RoomState = {
  seq: 0,
  phase: "closed",
  title: "",
  desk_phone: "",
  starts_at: null,
  opened_at: null,
  started_at: null,
  paused_at: null,
  pause_note: "",
  ended_at: null,
  venue_count: 0,
  agenda: [],
  requests: [],
  floor: null,
  spoken: {},
  statements: [],
  notices: [],
  troubles: [],
  messages: [],
};
