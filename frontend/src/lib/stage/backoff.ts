/** Waiting times between tries: each twice the one before, never more than `most_ms`, and spread by chance. */
export class Backoff {
  #tries = 0;

  constructor(
    private first_ms = 500,
    private most_ms = 8000,
    private chance: () => number = Math.random,
  ) {}

  /** How long to wait before the next try, in milliseconds. */
  next(): number {
    const whole = Math.min(this.most_ms, this.first_ms * 2 ** this.#tries++);
    return whole * (0.5 + this.chance() / 2);
  }

  /** A try went well. */
  reset(): void {
    this.#tries = 0;
  }
}
