/** The server's clock, seen from here: browsers in the halls are minutes off, deadlines are not. */

const KEPT = 12;

/** Estimates by how many milliseconds the server's clock is ahead of this machine's. */
export class ServerClock {
  #samples: number[] = [];

  /** Note a moment that the server wrote just before it reached us; lateness only makes it look older, so the largest wins. */
  note(at: string, received_ms: number = Date.now()): void {
    const offset_ms = Date.parse(at) - received_ms;
    if (Number.isNaN(offset_ms)) return;
    this.#samples = [...this.#samples, offset_ms].slice(-KEPT);
  }

  get offset_ms(): number {
    return this.#samples.length ? Math.max(...this.#samples) : 0;
  }

  now_ms(): number {
    return Date.now() + this.offset_ms;
  }
}
