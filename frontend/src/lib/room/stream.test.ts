import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { NoAnswerError, RefusedError } from "../api";
import type { Board, Connection, Snapshot } from "../api-types";
import { ServerClock } from "../clock";
import type { Link, Listener } from "./link";
import { RoomStream } from "./stream";
import { EMPTY, type Envelope, type Notice, type RoomState } from "./types";

const NOW = "2022-04-28T01:00:00.000Z";
const CONNECTION: Connection = {
  nats: { url: "/nats", token: "t" },
  subjects: { events: "e", head: "h", own: null, board: null, pulse: "p" },
  expires_at: "2022-04-28T01:15:00.000Z",
  me: { kind: "public", venue: null, name: "", device: null, head_count: null, may: [] },
  now: NOW,
};

const row = (seq: number): Envelope => ({
  ...{ seq, type: "room.conference.paused", version: 1, at: NOW },
  data: { at: NOW, note: `row ${seq}` },
});

const NOTICE: Notice = {
  ...{ key: "n", audience: "all", audience_name: "", venues: [], screen: "halls", text: "Break", at: NOW, until_at: null },
};

/** A server that holds a log, and a way that the test speaks through. */
class Server {
  log: Envelope[] = [1, 2, 3].map(row);
  did: string[] = [];
  closed: string[] = [];
  heard!: Listener;
  socketFails = false;
  refusal: Error | undefined;
  published: object[] = [];
  pulsed: object[] = [];
  canPublish = true;
  streamUrl = "/stream";
  isOneOfMany = false;
  isStaff = false;
  pulseIsAway = false;
  noticesKept: Notice[] = [];

  async connect(): Promise<Connection> {
    this.did.push("connect");
    if (this.refusal) throw this.refusal;
    return this.isStaff ? { ...CONNECTION, subjects: { ...CONNECTION.subjects, board: "b" } } : CONNECTION;
  }

  async snapshot(): Promise<Snapshot> {
    this.did.push("snapshot");
    return { state: { ...EMPTY, seq: this.log.length }, delegates: 5, reported: 1, now: NOW };
  }

  async events(after: number) {
    this.did.push(`events after ${after}`);
    return { head: this.log.length, events: this.log.slice(after) };
  }

  async notices(): Promise<Notice[]> {
    this.did.push("notices");
    return this.noticesKept;
  }

  async board(): Promise<Board> {
    this.did.push("board");
    if (this.pulseIsAway) throw new NoAnswerError("away");
    return { at: NOW, full: true, connected: 2, venues: {} };
  }

  async pulse(message: object): Promise<void> {
    this.pulsed.push(message);
  }

  open = (name: string, heard: Listener) => {
    this.did.push(name);
    if (name === "socket" && this.socketFails) throw new Error("blocked");
    this.heard = heard;
    const publish = (_subject: string, message: object) => this.canPublish && this.published.push(message) > 0;
    return { publish, check: () => this.did.push("check"), close: () => void this.closed.push(name) };
  };
}

let server: Server;
let states: RoomState[];
let links: Link[];
let boards: Board[];
let stream: RoomStream;

function follow(): Promise<void> {
  stream = new RoomStream(
    {
      api: server,
      clock: new ServerClock(),
      openSocket: async (_url, _subjects, _token, heard) => server.open("socket", heard),
      openEvents: async (_url, heard) => server.open("events", heard),
    },
    {
      onState: (state) => states.push(state),
      onLink: (link) => links.push(link),
      ...{ onConnection: () => undefined, onHead: () => undefined, onBoard: (board: Board) => void boards.push(board), onTallies: () => undefined },
    },
  );
  return stream.start();
}

beforeEach(() => {
  vi.useFakeTimers();
  [server, states, links, boards] = [new Server(), [], [], []];
});

afterEach(() => {
  stream.stop();
  vi.useRealTimers();
});

test("a client subscribes before it takes a snapshot", async () => {
  await follow();
  expect(server.did).toEqual(["connect", "socket", "snapshot"]);
  expect(states.at(-1)?.seq).toBe(3);
  expect(links.at(-1)).toEqual({ kind: "live" });
});

test("a gap that stays is fetched, a short one is not", async () => {
  await follow();
  server.log.push(row(4), row(5));
  server.heard.onMessage("events", [row(5)]);
  server.heard.onMessage("events", [row(4)]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(server.did).not.toContain("events after 3");

  server.log.push(row(6), row(7));
  server.heard.onMessage("events", [row(7)]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(server.did).toContain("events after 5");
  expect(states.at(-1)).toMatchObject({ seq: 7, pause_note: "row 7" });
});

test("a head that is ahead is fetched, one that agrees is not", async () => {
  await follow();
  server.heard.onMessage("head", { head: 3, at: NOW });
  await vi.advanceTimersByTimeAsync(2000);
  expect(server.did.length).toBe(3);
  server.log.push(row(4));
  server.heard.onMessage("head", { head: 4, at: NOW });
  await vi.advanceTimersByTimeAsync(2000);
  expect(states.at(-1)?.seq).toBe(4);
});

test("halls that are behind a head ask in a spread of moments, a gap among live rows is asked for at once", async () => {
  server.isOneOfMany = true;
  const chance = vi.spyOn(Math, "random").mockReturnValue(0.99);
  await follow();
  server.log.push(row(4));
  server.heard.onMessage("head", { head: 4, at: NOW });
  await vi.advanceTimersByTimeAsync(1900);
  expect(server.did).not.toContain("events after 3");
  await vi.advanceTimersByTimeAsync(400);
  expect(server.did).toContain("events after 3");

  await vi.advanceTimersByTimeAsync(4000);
  server.log.push(row(5), row(6));
  server.heard.onMessage("events", [row(6)]);
  await vi.advanceTimersByTimeAsync(350);
  expect(server.did).toContain("events after 4");
  chance.mockRestore();
});

test("a hall fetches the notices that the shared snapshot leaves out, once", async () => {
  server.isOneOfMany = true;
  server.noticesKept = [NOTICE];
  await follow();
  expect(states.at(-1)?.notices).toEqual([]);
  await vi.advanceTimersByTimeAsync(6000);
  expect(states.at(-1)?.notices).toEqual([NOTICE]);
  expect(server.did.filter((what) => what === "notices").length).toBe(1);
});

test("a log that was put back from a backup is taken anew", async () => {
  await follow();
  server.log = [row(1)];
  server.heard.onMessage("head", { head: 1, at: NOW });
  server.heard.onMessage("head", { head: 1, at: NOW });
  await vi.advanceTimersByTimeAsync(100);
  expect(states.at(-1)?.seq).toBe(1);
});

test("after three failures of the socket the other way is taken", async () => {
  server.socketFails = true;
  const begun = follow();
  await vi.advanceTimersByTimeAsync(20_000);
  await begun;
  expect(server.did.filter((what) => what === "socket").length).toBe(3);
  expect(server.did).toContain("events");
  expect(links.at(-1)).toEqual({ kind: "live" });
});

test("a stream that is closed for good is opened anew, with one try of the socket before", async () => {
  server.socketFails = true;
  const begun = follow();
  await vi.advanceTimersByTimeAsync(20_000);
  await begun;
  server.did = [];
  server.heard.onClosed();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(server.did.slice(0, 5)).toEqual(["connect", "socket", "connect", "events", "snapshot"]);
  expect(links.at(-1)).toEqual({ kind: "live" });
  server.log.push(row(4));
  server.heard.onMessage("events", [row(4)]);
  expect(states.at(-1)?.seq).toBe(4);
});

test("a stream that closes while the server is away comes back with the server", async () => {
  server.socketFails = true;
  const begun = follow();
  await vi.advanceTimersByTimeAsync(20_000);
  await begun;
  server.refusal = new NoAnswerError("restarting");
  server.heard.onClosed();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(links.at(-1)).toMatchObject({ kind: "lost" });
  server.refusal = undefined;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(links.at(-1)).toEqual({ kind: "live" });
});

test("a reader on the other way changes to the socket once the network lets it through", async () => {
  server.socketFails = true;
  const begun = follow();
  await vi.advanceTimersByTimeAsync(20_000);
  await begun;
  server.did = [];
  await vi.advanceTimersByTimeAsync(8 * 60_000);
  expect([server.did.includes("socket"), server.closed]).toEqual([true, []]);
  server.socketFails = false;
  await vi.advanceTimersByTimeAsync(8 * 60_000);
  expect(server.closed).toEqual(["events"]);
  expect(server.did).not.toContain("snapshot");
  expect(links.at(-1)).toEqual({ kind: "live" });
});

test("an access that has ended is told in the server's words, and tried again later", async () => {
  server.refusal = new RefusedError(401, "ended", "Your access was revoked.");
  const begun = follow();
  await vi.advanceTimersByTimeAsync(1000);
  expect(links.at(-1)).toEqual({ kind: "refused", message: "Your access was revoked." });
  server.refusal = undefined;
  await vi.advanceTimersByTimeAsync(40_000);
  await begun;
  expect(links.at(-1)).toEqual({ kind: "live" });
});

test("a server that does not answer is asked again, and the reader sees the number of the try", async () => {
  server.refusal = new NoAnswerError("down");
  const begun = follow();
  await vi.advanceTimersByTimeAsync(6000);
  expect(links.at(-1)).toMatchObject({ kind: "connecting" });
  expect((links.at(-1) as { attempt: number }).attempt).toBeGreaterThan(2);
  server.refusal = undefined;
  await vi.advanceTimersByTimeAsync(20_000);
  await begun;
  expect(links.at(-1)).toEqual({ kind: "live" });
});

test("a short interruption is not shown, a longer one is", async () => {
  await follow();
  server.heard.onDown();
  await vi.advanceTimersByTimeAsync(500);
  server.heard.onUp();
  expect(links.some((link) => link.kind === "lost")).toBe(false);
  server.heard.onDown();
  await vi.advanceTimersByTimeAsync(2000);
  expect(links.at(-1)).toMatchObject({ kind: "lost", attempt: 1 });
});

test("a server that is silent is asked for a sign of life, one that speaks is not", async () => {
  await follow();
  await vi.advanceTimersByTimeAsync(5000);
  server.heard.onMessage("head", { head: 3, at: NOW });
  await vi.advanceTimersByTimeAsync(5000);
  expect(server.did).not.toContain("check");
  await vi.advanceTimersByTimeAsync(5000);
  expect(server.did).toContain("check");
});

test("a pulse goes by the way in use, by HTTP where that cannot publish, and nowhere while the link is lost", async () => {
  await follow();
  expect(stream.pulse({ n: 1 })).toBe(true);
  server.canPublish = false;
  expect(stream.pulse({ n: 2 })).toBe(true);
  server.heard.onDown();
  expect(stream.pulse({ n: 3 })).toBe(false);
  expect([server.published, server.pulsed]).toEqual([[{ n: 1 }], [{ n: 2 }]]);
});

test("the token is asked anew before it ends", async () => {
  await follow();
  await vi.advanceTimersByTimeAsync(11 * 60_000);
  expect(server.did.filter((what) => what === "connect").length).toBe(2);
});

test("staff fetch the whole board when the link comes and each time that it comes back, others never", async () => {
  server.isStaff = true;
  await follow();
  await vi.advanceTimersByTimeAsync(10);
  expect(boards.length).toBe(1);
  server.pulseIsAway = true;
  server.heard.onDown();
  server.heard.onUp();
  await vi.advanceTimersByTimeAsync(10);
  expect([boards.length, links.at(-1)?.kind]).toEqual([1, "live"]);
  expect(server.did.filter((what) => what === "board").length).toBe(2);

  stream.stop();
  server.isStaff = false;
  await follow();
  expect(server.did.filter((what) => what === "board").length).toBe(2);
});
