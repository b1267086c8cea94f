/** What the reader has asked for and the server has not yet answered: shown until it is settled. */

import { NoAnswerError, RefusedError, type Sending } from "./api";
import { t } from "./i18n";
import type { Room } from "./room/room.svelte";

export interface Act {
  id: number;
  label: string;
  state: "sending" | "repeating" | "failed";
  /** How many tries failed. */
  failed: number;
  message: string;
}

export class Acts {
  list: Act[] = $state([]);
  readonly #room: Room;
  #last = 0;

  constructor(room: Room) {
    this.#room = room;
  }

  /** Is anything of this name on its way? A second click then does nothing. */
  isBusy(label: string): boolean {
    return this.list.some((act) => act.label === label && act.state !== "failed");
  }

  /** Give a command; resolves true when the server has carried it out. `label` names it to the reader. */
  command(label: string, name: string, data: object = {}): Promise<boolean> {
    return this.run(label, async (sending) => {
      const { events } = await this.#room.api.command(name, data, sending);
      this.#room.receive(events);
    });
  }

  async run(label: string, send: (sending: Sending) => Promise<unknown>): Promise<boolean> {
    const id = ++this.#last;
    this.list.push({ id, label, state: "sending", failed: 0, message: "" });
    try {
      await send({ onRetry: (failed) => this.#change(id, { state: "repeating", failed }) });
      this.dismiss(id);
      return true;
    } catch (error) {
      this.#change(id, { state: "failed", message: inWords(error) });
      return false;
    }
  }

  dismiss(id: number): void {
    this.list = this.list.filter((act) => act.id !== id);
  }

  #change(id: number, changes: Partial<Act>): void {
    this.list = this.list.map((act) => (act.id === id ? { ...act, ...changes } : act));
  }
}

export function inWords(error: unknown): string {
  if (error instanceof RefusedError || error instanceof NoAnswerError) return error.message;
  console.error(error);
  return t("Something went wrong on this page. Reload it and try again.");
}
