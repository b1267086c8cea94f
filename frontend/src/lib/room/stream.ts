/**
 * A live room followed from here: subscribe first, take a snapshot, put rows in order, fetch what is missing.
 *
 * WebSocket (NATS) first; after three failures Server-Sent Events, from where WebSocket is tried again. Nothing polls.
 */

import { NoAnswerError, RefusedError, pause, type Api } from "../api";
import type { Board, Connection, Head, Snapshot, Tallies } from "../api-types";
import type { ServerClock } from "../clock";
import { Ledger } from "./ledger";
import { jittered, type Link, type Listener, type SubjectName, type Way } from "./link";
import { openNats } from "./nats";
import { openSse } from "./sse";
import type { Envelope, RoomState } from "./types";

const GAP_MS = 300;
/** The server says something every 5 s (`head`); silence for so long is looked into. */
const SILENCE_MS = 8000;
/** After an outage thousands of halls hear the same head in the same moment. */
const MANY_SPREAD_MS = 2000;
/** How long a hall may take to ask for the notices that the shared snapshot leaves out. */
const NOTICES_SPREAD_MS = 5000;
const SHOWN_LOST_AFTER_MS = 1500;
const SOCKET_FAILURES = 3;
/** On Server-Sent Events, how long until WebSocket is tried again. */
const UPGRADE_AFTER_MS = 5 * 60_000;
const RETRY_MS = [500, 1000, 2000, 4000, 6000];
const REFUSED_RETRY_MS = 30_000;

export interface Follower {
  onState: (state: RoomState, applied: Envelope[]) => void;
  onLink: (link: Link) => void;
  onConnection: (connection: Connection) => void;
  onHead: (head: Head) => void;
  onBoard: (board: Board) => void;
  onTallies: (tallies: Tallies, whole: boolean) => void;
}

export interface Source {
  api: Pick<Api, "connect" | "snapshot" | "events" | "pulse" | "streamUrl" | "notices" | "board" | "isOneOfMany">;
  clock: ServerClock;
  /** How to receive; the real ways unless told otherwise. */
  openSocket?: typeof openNats;
  openEvents?: typeof openSse;
}

export class RoomStream {
  readonly #ledger = new Ledger();
  #way: Way | undefined;
  #connection: Connection | undefined;
  #failures = 0;
  #attempt = 0;
  #downSince_ms: number | undefined;
  #everLive = false;
  #isBegun = false;
  #behindHeads = 0;
  #gapTimer: ReturnType<typeof setTimeout> | undefined;
  #shownTimer: ReturnType<typeof setTimeout> | undefined;
  #refreshTimer: ReturnType<typeof setTimeout> | undefined;
  #silenceTimer: ReturnType<typeof setTimeout> | undefined;
  #upgradeTimer: ReturnType<typeof setTimeout> | undefined;
  #noticesTimer: ReturnType<typeof setTimeout> | undefined;
  #isStarting = false;
  #fetching = false;
  #stopped = false;

  constructor(
    readonly source: Source,
    readonly follower: Follower,
  ) {}

  /** Follow until `stop`; tries for ever. */
  async start(): Promise<void> {
    this.#isStarting = true;
    this.#down();
    for (let failed = 0; !this.#stopped; failed++) {
      this.#attempt = failed + 1;
      this.#tellLink();
      try {
        await this.#open();
        this.#isStarting = false;
        return;
      } catch (error) {
        await this.#waitAfter(error, failed);
      }
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#close();
  }

  /** Send a pulse; false while there is no link, or for a reader who has none to send. */
  pulse(message: object): boolean {
    const subject = this.#connection?.subjects.pulse;
    if (!subject || this.#downSince_ms !== undefined) return false;
    if (!this.#way?.publish(subject, message)) void this.source.api.pulse(message).catch(() => undefined);
    return true;
  }

  /** Take rows that came as the answer to a command: nobody waits for the way round. */
  receive(rows: Envelope[]): void {
    this.#rows(rows);
  }

  async #open(): Promise<void> {
    await this.#authorise();
    const { openEvents = openSse } = this.source;
    const useSocket = this.#failures < SOCKET_FAILURES;
    try {
      this.#way = useSocket
        ? await this.#openSocket()
        : await openEvents(this.source.api.streamUrl, this.#listener());
    } catch (error) {
      this.#failures = useSocket ? this.#failures + 1 : 0;
      throw error;
    }
    this.#take(await this.source.api.snapshot());
    if (!this.#way) throw new NoAnswerError("the way closed while the snapshot came");
    // When Server-Sent Events break, WebSocket gets one try before they are taken again.
    this.#failures = useSocket ? 0 : SOCKET_FAILURES - 1;
    if (!useSocket) this.#upgradeLater();
    this.#up();
  }

  #openSocket(): Promise<Way> {
    const { nats, subjects } = this.#connection!;
    const { openSocket = openNats } = this.source;
    return openSocket(nats.url, subjects, () => this.#connection!.nats.token, this.#listener());
  }

  #upgradeLater(): void {
    clearTimeout(this.#upgradeTimer);
    this.#upgradeTimer = setTimeout(() => void this.#upgrade(), jittered(UPGRADE_AFTER_MS, 0.3));
  }

  /** Change to WebSocket where the network lets it through by now; until it is open nothing changes. */
  async #upgrade(): Promise<void> {
    const before = this.#way;
    const socket = await this.#openSocket().catch(() => undefined);
    if (!before || this.#way !== before) return socket?.close();
    if (!socket) return this.#upgradeLater();
    this.#way = socket;
    this.#failures = 0;
    before.close();
    if (this.#downSince_ms !== undefined) this.#up();
  }

  async #authorise(): Promise<void> {
    this.#connection = await this.source.api.connect();
    this.source.clock.note(this.#connection.now);
    this.follower.onConnection(this.#connection);
    clearTimeout(this.#refreshTimer);
    const life_ms = Date.parse(this.#connection.expires_at) - Date.parse(this.#connection.now);
    this.#refreshTimer = setTimeout(() => void this.#refresh(), jittered((life_ms * 2) / 3, 0.05));
  }

  async #refresh(): Promise<void> {
    try {
      await this.#authorise();
    } catch (error) {
      if (error instanceof RefusedError && error.isAccessLost) return this.#restart(error.message);
      this.#refreshTimer = setTimeout(() => void this.#refresh(), jittered(5000));
    }
  }

  #restart(refusal?: string): void {
    this.#close();
    if (refusal) this.follower.onLink({ kind: "refused", message: refusal });
    this.#isBegun = false;
    const wait_ms = refusal ? REFUSED_RETRY_MS : jittered(RETRY_MS[2]!, 1);
    setTimeout(() => !this.#stopped && void this.start(), wait_ms);
  }

  #close(): void {
    [this.#gapTimer, this.#shownTimer, this.#refreshTimer, this.#silenceTimer, this.#upgradeTimer, this.#noticesTimer].forEach(clearTimeout);
    this.#gapTimer = undefined;
    this.#way?.close();
    this.#way = undefined;
  }

  async #waitAfter(error: unknown, failed: number): Promise<void> {
    this.#close();
    if (error instanceof RefusedError && error.isAccessLost) {
      this.follower.onLink({ kind: "refused", message: error.message });
      await pause(jittered(REFUSED_RETRY_MS, 0.2));
      return;
    }
    await pause(jittered(RETRY_MS[Math.min(failed, RETRY_MS.length - 1)]!));
  }

  #listener(): Listener {
    return {
      onMessage: (name, message) => this.#message(name, message),
      onUp: () => this.#up(),
      onDown: () => this.#down(),
      onAttempt: () => {
        this.#attempt++;
        this.#tellLink();
      },
      onClosed: () => this.#closed(),
      onRejected: () => void this.#refresh(),
    };
  }

  #closed(): void {
    this.#way?.close();
    this.#way = undefined;
    if (this.#isStarting) return;
    this.#restart();
    this.#down();
  }

  /** Look at the link now: the browser says that the network went or came, or the server is silent. */
  check(): void {
    if (this.#downSince_ms === undefined) this.#way?.check();
  }

  #watchSilence(): void {
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = setTimeout(() => {
      this.check();
      this.#watchSilence();
    }, SILENCE_MS);
  }

  #message(name: SubjectName, message: unknown): void {
    this.#watchSilence();
    if (name === "head") this.#head(message as Head);
    else if (name === "board") this.follower.onBoard(message as Board);
    else if (Array.isArray(message)) this.#rows(message as Envelope[]);
    else if ("revoked" in (message as object)) void this.#refresh();
    else if ("tallies" in (message as object)) this.follower.onTallies((message as { tallies: Tallies }).tallies, false);
  }

  #rows(rows: Envelope[]): void {
    const applied = rows.flatMap((row) => this.#ledger.receive(row));
    if (applied.length && this.#isBegun) this.follower.onState(this.#ledger.state, applied);
    this.#watchGap(GAP_MS);
  }

  #head(head: Head): void {
    this.source.clock.note(head.at);
    this.#ledger.noteHead(head.head);
    this.follower.onHead(head);
    // A log that is twice shorter than ours was put back from a backup: what we hold is no longer true.
    this.#behindHeads = head.head < this.#ledger.state.seq ? this.#behindHeads + 1 : 0;
    if (this.#behindHeads >= 2) return this.#beginAnew();
    this.#watchGap(GAP_MS + Math.random() * (this.source.api.isOneOfMany ? MANY_SPREAD_MS : 700));
  }

  #beginAnew(): void {
    this.#behindHeads = 0;
    this.#ledger.reset();
    void this.source.api.snapshot().then((snapshot) => this.#take(snapshot), () => undefined);
  }

  #watchGap(wait_ms: number): void {
    if (!this.#isBegun || !this.#ledger.isBehind || this.#gapTimer) return;
    this.#gapTimer = setTimeout(() => {
      this.#gapTimer = undefined;
      if (this.#ledger.isBehind) void this.#catchUp();
    }, wait_ms);
  }

  async #catchUp(): Promise<void> {
    if (this.#fetching || this.#stopped) return;
    this.#fetching = true;
    try {
      const { events } = await this.source.api.events(this.#ledger.state.seq);
      const applied = events.flatMap((row) => this.#ledger.receive(row));
      if (applied.length) this.follower.onState(this.#ledger.state, applied);
    } catch (error) {
      if (error instanceof RefusedError && error.isAccessLost) this.#restart(error.message);
      else if (!(error instanceof NoAnswerError)) throw error;
    } finally {
      this.#fetching = false;
      this.#watchGap(jittered(2000));
    }
  }

  #take(snapshot: Snapshot): void {
    this.source.clock.note(snapshot.now);
    this.#ledger.begin(snapshot.state);
    this.#isBegun = true;
    this.follower.onHead({ ...snapshot, head: this.#ledger.head, at: snapshot.now });
    if (snapshot.tallies) this.follower.onTallies(snapshot.tallies, true);
    this.follower.onState(this.#ledger.state, []);
    this.#watchGap(GAP_MS);
    if (this.source.api.isOneOfMany) this.#noticesLater(NOTICES_SPREAD_MS);
  }

  #noticesLater(spread_ms: number): void {
    clearTimeout(this.#noticesTimer);
    this.#noticesTimer = setTimeout(() => void this.#fetchNotices(), Math.random() * spread_ms);
  }

  async #fetchNotices(): Promise<void> {
    try {
      const isNew = this.#ledger.addNotices(await this.source.api.notices());
      if (isNew) this.follower.onState(this.#ledger.state, []);
    } catch (error) {
      if (error instanceof NoAnswerError) this.#noticesLater(4 * NOTICES_SPREAD_MS);
      else if (!(error instanceof RefusedError)) throw error;
    }
  }

  #down(): void {
    if (this.#downSince_ms !== undefined) return;
    this.#downSince_ms = Date.now();
    this.#attempt = 1;
    // A token that is renewed ends the connection for a moment; nobody needs to be told.
    clearTimeout(this.#shownTimer);
    this.#shownTimer = setTimeout(() => this.#tellLink(), SHOWN_LOST_AFTER_MS);
    if (!this.#everLive) this.#tellLink();
  }

  #up(): void {
    clearTimeout(this.#shownTimer);
    this.#downSince_ms = undefined;
    this.#attempt = 0;
    this.#everLive = true;
    this.#watchSilence();
    this.follower.onLink({ kind: "live" });
    if (this.#connection?.subjects.board) void this.#fetchBoard();
  }

  /** Nobody waits for the next whole board; where it cannot be had now, that one comes within 10 s. */
  async #fetchBoard(): Promise<void> {
    try {
      this.follower.onBoard(await this.source.api.board());
    } catch (error) {
      if (!(error instanceof NoAnswerError || error instanceof RefusedError)) throw error;
    }
  }

  #tellLink(): void {
    const since_ms = this.#downSince_ms;
    if (since_ms === undefined || this.#stopped) return;
    if (this.#everLive && Date.now() - since_ms < SHOWN_LOST_AFTER_MS - 50) return;
    const kind = this.#everLive ? "lost" : "connecting";
    this.follower.onLink({ kind, attempt: Math.max(1, this.#attempt), since_ms });
  }
}
