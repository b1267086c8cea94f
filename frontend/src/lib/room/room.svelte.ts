/** The live room as screens read it: everything here is reactive. */

import { Api, type Face } from "../api";
import type { Board, Head, Me, Seat, Seats, Tallies } from "../api-types";
import { ServerClock } from "../clock";
import type { Link } from "./link";
import { mergeBoard, NO_LINKS, type Links } from "./links";
import { catchUp, isOfSeats } from "./seats";
import { RoomStream } from "./stream";
import { EMPTY, type Envelope, type RoomState } from "./types";

const NOBODY: Me = { kind: "public", venue: null, name: "", device: null, head_count: null, may: [] };

export interface RoomSource {
  slug: string;
  title: string;
  me?: Me;
  face?: Face;
}

export class Room {
  state: RoomState = $state.raw(EMPTY);
  link: Link = $state.raw({ kind: "connecting", attempt: 1, since_ms: Date.now() });
  me: Me = $state.raw(NOBODY);
  /** Has a snapshot come? Before it every list is empty because nothing is known. */
  isKnown = $state(false);
  delegates = $state(0);
  reported = $state(0);
  /** How many venues are connected; undefined before the first board. */
  connected = $state<number>();
  tallies: Tallies = $state.raw({ head_counts: {}, seen: {} });
  /** How the venues' links are; new with every board. */
  links: Links = $state.raw(NO_LINKS);
  seats: Seat[] = $state.raw([]);
  /** How often the state came whole, which may have swallowed rows that changed the seats. */
  snapshots = $state(0);
  /** The server's time in milliseconds, twice a second. */
  now_ms = $state(Date.now());

  readonly title: string;
  readonly slug: string;
  readonly clock = new ServerClock();
  readonly api: Api;
  readonly #stream: RoomStream;
  #fetched: Seats | undefined;
  #loads = 0;
  #ofSeats: Envelope[] = [];
  #heard: ((rows: Envelope[]) => void)[] = [];

  constructor(source: RoomSource) {
    this.title = source.title;
    this.slug = source.slug;
    if (source.me) this.#meet(source.me);
    this.api = new Api(source.slug, source.face);
    this.#stream = new RoomStream({ api: this.api, clock: this.clock }, this.#follower());
  }

  /** Follow the room, and let the clock run, until the page is left. */
  start(): void {
    setInterval(() => (this.now_ms = this.clock.now_ms()), 500);
    for (const change of ["online", "offline"]) addEventListener(change, () => this.#stream.check());
    void this.#stream.start();
  }

  may(command: string): boolean {
    return this.me.may.includes(command);
  }

  /** Be told of rows as they happen, not of those that a snapshot swallowed. */
  onRows(heard: (rows: Envelope[]) => void): void {
    this.#heard.push(heard);
  }

  pulse(message: object): boolean {
    return this.#stream.pulse(message);
  }

  receive(rows: Envelope[]): void {
    this.#stream.receive(rows);
  }

  async loadSeats(): Promise<void> {
    const load = ++this.#loads;
    const fetched = await this.api.venues();
    // Of two that are on their way the later one knows more; a head says nothing, since a log may be put back.
    if (load !== this.#loads) return;
    this.#fetched = fetched;
    this.seats = catchUp(this.#fetched, this.#ofSeats);
  }

  /** Seconds from `moment` to now by the server's clock; below zero when it lies ahead. */
  since_s(moment: string): number {
    return (this.now_ms - Date.parse(moment)) / 1000;
  }

  /** How many delegates this venue counted; undefined for others, and before it did. */
  get own_head_count(): number | undefined {
    return this.me.venue === null ? undefined : this.tallies.head_counts[this.me.venue];
  }

  #meet(me: Me): void {
    this.me = me;
    if (me.venue === null || me.head_count === null) return;
    this.tallies = { ...this.tallies, head_counts: { ...this.tallies.head_counts, [me.venue]: me.head_count } };
  }

  #noteSeats(applied: Envelope[]): void {
    const rows = applied.filter(isOfSeats);
    this.#ofSeats.push(...rows);
    if (rows.length && this.#fetched) this.seats = catchUp(this.#fetched, this.#ofSeats);
  }

  /** A log that was put back from a backup does not have the rows after its end. */
  #begin(seq: number): void {
    this.#ofSeats = this.#ofSeats.filter((row) => row.seq <= seq);
    this.snapshots++;
  }

  #follower() {
    return {
      onState: (state: RoomState, applied: Envelope[]) => {
        this.state = state;
        this.isKnown = true;
        this.#noteSeats(applied);
        if (applied.length) this.#heard.forEach((heard) => heard(applied));
        else this.#begin(state.seq);
      },
      onLink: (link: Link) => (this.link = link),
      onConnection: ({ me }: { me: Me }) => this.#meet(me),
      onHead: (head: Head) => {
        this.delegates = head.delegates ?? this.delegates;
        this.reported = head.reported ?? this.reported;
      },
      onBoard: (board: Board) => {
        if (board.at >= this.links.at) this.connected = board.connected;
        this.links = mergeBoard(this.links, board);
      },
      onTallies: (tallies: Tallies, whole: boolean) => {
        const before = whole ? { head_counts: {}, seen: {} } : this.tallies;
        this.tallies = {
          head_counts: { ...before.head_counts, ...tallies.head_counts },
          seen: { ...before.seen, ...tallies.seen },
        };
      },
    };
  }
}
