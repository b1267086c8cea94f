/** How a row of the log changes a room: the mirror of src/diemcau/room/evolve.py; both pass tests/room/vectors. */

import type {
  Envelope,
  Floor,
  Item,
  Message,
  Notice,
  RoomState,
  Statement,
  StatementStatus,
  Trouble,
} from "./types";

/* Data come from our own server, which keeps a schema for each type of event. */
type Data = any;
type Step = (state: RoomState, data: Data) => Partial<RoomState>;

/** Newest shape of each event that this client knows; a newer one moves the number only. */
const VERSION = 1;

/** Return the room after `row`. A row without data, or of a kind not known here, moves `seq` only. */
export function evolve(state: RoomState, row: Envelope): RoomState {
  const step = Object.hasOwn(STEPS, row.type) && row.version <= VERSION ? STEPS[row.type] : undefined;
  const changed = step && !isHidden(row) ? step(state, row.data) : {};
  return { ...state, ...changed, seq: row.seq };
}

function isHidden(row: Envelope): boolean {
  return Object.keys(row.data).length === 0;
}

function changeOne<T extends { key: string }>(entries: T[], key: string, changes: Partial<T>): T[] {
  return entries.map((entry) => (entry.key === key ? { ...entry, ...changes } : entry));
}

function opened(_state: RoomState, data: Data): Partial<RoomState> {
  return {
    phase: "open",
    title: data.title,
    desk_phone: data.desk_phone,
    starts_at: data.starts_at,
    opened_at: data.at,
    venue_count: data.venue_count,
    agenda: data.agenda.map(
      (item: Item): Item => ({ ...item, status: "waiting", started_at: null, finished_at: null }),
    ),
  };
}

function requested(state: RoomState, data: Data): Partial<RoomState> {
  const { request, venue, venue_name, unit, topic, at } = data;
  return { requests: [...state.requests, { key: request, venue, venue_name, unit, topic, at }] };
}

function granted(state: RoomState, data: Data): Partial<RoomState> {
  const { grant, venue, venue_name, unit, statement, at, limit_s, deadline_at } = data;
  const floor: Floor = { key: grant, venue, venue_name, unit, statement, granted_at: at, limit_s, deadline_at };
  return {
    floor,
    requests: state.requests.filter((request) => request.key !== data.request),
    statements: statement === null ? state.statements : changeOne(state.statements, statement, { status: "speaking" }),
  };
}

function extended(state: RoomState, data: Data): Partial<RoomState> {
  if (state.floor?.key !== data.grant) return {};
  const floor = state.floor as Floor;
  return { floor: { ...floor, deadline_at: data.deadline_at, limit_s: floor.limit_s + data.extra_s } };
}

function finished(state: RoomState, data: Data): Partial<RoomState> {
  const { unit, statement } = data;
  return {
    floor: null,
    spoken: { ...state.spoken, [unit]: (state.spoken[unit] ?? 0) + 1 },
    statements: statement === null ? state.statements : changeOne(state.statements, statement, { status: "done" }),
  };
}

function toStatement(data: Data, status: StatementStatus): Statement {
  const { statement, venue, venue_name, unit, title, speaker } = data;
  const announced = status === "approved";
  return { key: statement, venue, venue_name, unit, title, speaker, status, announced, reason: "" };
}

function approved(state: RoomState, data: Data): Partial<RoomState> {
  const others = state.statements.filter((known) => known.key !== data.statement);
  return { statements: [...others, toStatement(data, "approved")] };
}

function declined(state: RoomState, data: Data): Partial<RoomState> {
  return { statements: changeOne(state.statements, data.statement, { status: "declined", reason: data.reason ?? "" }) };
}

function ordered(state: RoomState, data: Data): Partial<RoomState> {
  const rank = new Map<string, number>(data.order.map((key: string, place: number) => [key, place]));
  const named = state.statements.filter((known) => rank.has(known.key));
  named.sort((a, b) => rank.get(a.key)! - rank.get(b.key)!);
  return { statements: [...state.statements.filter((known) => !rank.has(known.key)), ...named] };
}

function calledUp(state: RoomState, data: Data): Partial<RoomState> {
  const statusOf = (known: Statement): StatementStatus => {
    if (data.statements.includes(known.key)) return "called_up";
    return known.status === "called_up" ? "approved" : known.status;
  };
  return { statements: state.statements.map((known) => ({ ...known, status: statusOf(known) })) };
}

function noticeSent(state: RoomState, data: Data): Partial<RoomState> {
  const { notice, audience, audience_name, venues, screen, text, at, until_at } = data;
  const sent: Notice = { key: notice, audience, audience_name, venues, screen, text, at, until_at };
  // A hall fetches notices beside its snapshot, and may then know this one before its row comes: see Ledger.addNotices.
  return { notices: [...state.notices.filter((known) => known.key !== notice), sent] };
}

function troubleReported(state: RoomState, data: Data): Partial<RoomState> {
  const { trouble, venue, venue_name, kind, details, at } = data;
  const reported: Trouble = {
    ...{ key: trouble, venue, venue_name, kind, details, status: "reported", at },
    ...{ by: "", taken_at: null, solved_at: null, note: "" },
  };
  return { troubles: [...state.troubles, reported] };
}

function messageSent(state: RoomState, data: Data): Partial<RoomState> {
  const { message, venue, side, by, text, at } = data;
  const sent: Message = { key: message, venue, side, by, text, at };
  return { messages: [...state.messages, sent] };
}

const STEPS: Record<string, Step> = {
  "room.opened": opened,
  "room.venue.added": (_state, data) => ({ venue_count: data.venue_count }),
  "room.conference.started": (_state, data) => ({ phase: "live", started_at: data.at }),
  "room.conference.paused": (_state, data) => ({ phase: "paused", paused_at: data.at, pause_note: data.note }),
  "room.conference.resumed": () => ({ phase: "live", paused_at: null, pause_note: "" }),
  "room.conference.ended": (_state, data) => ({
    phase: "ended",
    ended_at: data.at,
    paused_at: null,
    pause_note: "",
    requests: [],
  }),
  "room.item.started": (state, data) => ({
    agenda: changeOne(state.agenda, data.item, { status: "running", started_at: data.at, finished_at: null }),
  }),
  "room.item.finished": (state, data) => ({
    agenda: changeOne(state.agenda, data.item, { status: "done", finished_at: data.at }),
  }),
  "room.item.skipped": (state, data) => ({
    agenda: changeOne(state.agenda, data.item, { status: "skipped", finished_at: data.at }),
  }),
  "room.floor.requested": requested,
  "room.floor.withdrawn": (state, data) => ({
    requests: state.requests.filter((request) => request.key !== data.request),
  }),
  "room.floor.granted": granted,
  "room.floor.extended": extended,
  "room.floor.finished": finished,
  "room.statement.registered": (state, data) => ({ statements: [...state.statements, toStatement(data, "registered")] }),
  "room.statement.approved": approved,
  "room.statement.declined": declined,
  "room.statement.withdrawn": (state, data) => ({
    statements: changeOne(state.statements, data.statement, { status: "withdrawn" }),
  }),
  "room.statements.ordered": ordered,
  "room.statements.called_up": calledUp,
  "room.notice.sent": noticeSent,
  "room.trouble.reported": troubleReported,
  "room.trouble.taken": (state, data) => ({
    troubles: changeOne(state.troubles, data.trouble, { status: "taken", by: data.by, taken_at: data.at }),
  }),
  "room.trouble.solved": (state, data) => ({
    troubles: changeOne(state.troubles, data.trouble, { status: "solved", note: data.note, solved_at: data.at }),
  }),
  "room.message.sent": messageSent,
};
