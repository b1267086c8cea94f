/** Rows of the log put in order: each `seq` once, gaps known. Holds the room that results. */

import { evolve } from "./reducer";
import { EMPTY, type Envelope, type Notice, type RoomState } from "./types";

export class Ledger {
  state: RoomState = EMPTY;
  #waiting = new Map<number, Envelope>();
  #head = 0;

  /** The highest `seq` heard of, whether or not all before it are here. */
  get head(): number {
    return Math.max(this.#head, this.state.seq, ...this.#waiting.keys());
  }

  /** Is a row missing that others already have? */
  get isBehind(): boolean {
    return this.head > this.state.seq;
  }

  /** Take a row in any order; the first to come for a `seq` wins. Returns the rows that were applied by it. */
  receive(row: Envelope): Envelope[] {
    if (row.seq > this.state.seq && !this.#waiting.has(row.seq)) this.#waiting.set(row.seq, row);
    return this.#advance();
  }

  /** The server says how far the log is. A head below ours means that the log was put back: see `reset`. */
  noteHead(head: number): void {
    this.#head = head;
  }

  /** Begin again from a snapshot; rows behind it are dropped, rows after it are applied. */
  begin(snapshot: RoomState): Envelope[] {
    if (snapshot.seq >= this.state.seq) this.state = snapshot;
    for (const seq of [...this.#waiting.keys()]) if (seq <= this.state.seq) this.#waiting.delete(seq);
    return this.#advance();
  }

  /** Add notices that the snapshot left out; returns whether there were any. */
  addNotices(notices: Notice[]): boolean {
    const known = new Set(this.state.notices.map((one) => one.key));
    const added = notices.filter((one) => !known.has(one.key));
    const all = [...this.state.notices, ...added].sort((a, b) => (a.at < b.at ? -1 : 1));
    this.state = { ...this.state, notices: all };
    return added.length > 0;
  }

  /** Forget everything: the next snapshot counts, whatever its number. */
  reset(): void {
    this.state = EMPTY;
    this.#waiting.clear();
    this.#head = 0;
  }

  #advance(): Envelope[] {
    const applied: Envelope[] = [];
    for (let row = this.#waiting.get(this.state.seq + 1); row; row = this.#waiting.get(this.state.seq + 1)) {
      this.#waiting.delete(row.seq);
      this.state = evolve(this.state, row);
      applied.push(row);
    }
    return applied;
  }
}
