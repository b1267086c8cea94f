/** The server's JSON API. A command carries one key from click to answer, however often it has to be sent. */

import { t } from "./i18n";
import type { Board, Connection, Seats, Snapshot } from "./api-types";
import type { Envelope, Notice } from "./room/types";

const RETRY_AFTER_MS = [500, 1000, 2000, 4000, 8000];
const TIMEOUT_MS = 15_000;

/** The face of a venue that a page is; empty for the staff's pages. */
export type Face = "hall" | "remote" | "";

/** The server answered, and the answer is no; `message` is in the reader's words. */
export class RefusedError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  /** The access is gone (revoked, expired, logged out), as opposed to one act that is not possible now. */
  get isAccessLost(): boolean {
    return this.status === 401 || (this.status === 403 && this.code !== "csrf");
  }
}

/** No answer came; whether the server got it is not known. */
export class NoAnswerError extends Error {}

export interface Rows {
  head: number;
  events: Envelope[];
}

export interface Sending {
  /** Told before each repeat: how many tries failed, and when the next begins. */
  onRetry?: (failed: number, wait_ms: number) => void;
  signal?: AbortSignal;
}

export class Api {
  readonly #base: string;
  readonly #feed: string;
  readonly #face: Face;

  /** `face` says that the page is a venue's, for a browser that is also signed in as staff. */
  constructor(slug: string, face: Face = "") {
    this.#base = `/api/conferences/${encodeURIComponent(slug)}`;
    this.#feed = `/feed/${encodeURIComponent(slug)}`;
    this.#face = face;
  }

  /** Are there thousands of this page, so that they take what is public from the front door's cache, and not all at once? */
  get isOneOfMany(): boolean {
    return this.#face === "hall";
  }

  /** Where Server-Sent Events come from. */
  get streamUrl(): string {
    return `${this.#base}/stream${this.#face ? `?face=${this.#face}` : ""}`;
  }

  connect(): Promise<Connection> {
    return this.#ask<Connection>("POST", "/connect", { face: this.#face });
  }

  /** The room now; for a hall the public view of it, without notices (see `notices`). */
  snapshot(): Promise<Snapshot> {
    return this.#read<Snapshot>("/snapshot.json", "/snapshot");
  }

  /** Rows after a number. A hall asks for its own view only where the public one hides a notice. */
  async events(after: number): Promise<Rows> {
    const own = `/events?after=${after}`;
    const rows = await this.#read<Rows>(own, own);
    return this.isOneOfMany && rows.events.some(hidesNotice) ? this.#ask<Rows>("GET", own) : rows;
  }

  /** The notices to this venue, which the public view leaves out. */
  notices(): Promise<Notice[]> {
    return this.#ask<Snapshot>("GET", "/snapshot").then((found) => found.state.notices);
  }

  /** Every venue with chair, operator and phone; for staff only. */
  venues(): Promise<Seats> {
    return this.#ask("GET", "/venues");
  }

  /** The links of all venues, whole; for staff only. */
  board(): Promise<Board> {
    return this.#ask("GET", "/board");
  }

  /** Hand in a pulse where it cannot go over NATS. */
  pulse(message: object): Promise<void> {
    return this.#ask("POST", "/pulse", message);
  }

  /** Give a command by its name (`src/diemcau/room/commands`); repeated with the same key until there is an answer. */
  command(name: string, data: object = {}, sending: Sending = {}): Promise<{ events: Envelope[] }> {
    return this.#sendSurely("POST", `/commands/${name}`, data, sending);
  }

  /** A hall reads what the front door keeps for all; where its pass has ended, the same from the application. */
  async #read<T>(shared: string, own: string): Promise<T> {
    if (!this.isOneOfMany) return this.#ask<T>("GET", own);
    try {
      return (await readAnswer(await answer(this.#feed + shared, { credentials: "same-origin" }))) as T;
    } catch (error) {
      if (error instanceof RefusedError && error.status === 403) return this.#ask<T>("GET", own);
      throw error;
    }
  }

  async #sendSurely<T>(method: string, path: string, data: object, sending: Sending): Promise<T> {
    const key = newKey();
    for (let failed = 0; ; failed++) {
      try {
        return await this.#ask<T>(method, path, data, key, sending.signal);
      } catch (error) {
        if (!(error instanceof NoAnswerError) || sending.signal?.aborted) throw error;
        const wait_ms = RETRY_AFTER_MS[Math.min(failed, RETRY_AFTER_MS.length - 1)]!;
        sending.onRetry?.(failed + 1, wait_ms);
        await pause(wait_ms, sending.signal);
      }
    }
  }

  async #ask<T>(method: string, path: string, data?: object, key?: string, signal?: AbortSignal): Promise<T> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (data) headers["Content-Type"] = "application/json";
    if (method !== "GET") headers["X-CSRFToken"] = csrfToken();
    if (this.#face) headers["X-Face"] = this.#face;
    if (key) headers["Idempotency-Key"] = key;
    const response = await answer(this.#base + path, {
      ...{ method, headers, credentials: "same-origin" },
      ...(data ? { body: JSON.stringify(data) } : {}),
      ...(signal ? { signal } : {}),
    });
    return (await readAnswer(response)) as T;
  }
}

const hidesNotice = (row: Envelope): boolean => row.type === "room.notice.sent" && Object.keys(row.data).length === 0;

/** A key that no other act has. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function csrfToken(): string {
  return /(?:^|; )dc_csrf=([^;]*)/.exec(document.cookie)?.[1] ?? "";
}

export function pause(wait_ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, wait_ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new NoAnswerError(t("This was not sent.")));
    });
  });
}

async function answer(url: string, init: RequestInit): Promise<Response> {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), TIMEOUT_MS);
  init.signal?.addEventListener("abort", () => control.abort());
  try {
    const response = await fetch(url, { ...init, signal: control.signal });
    // The front door answers these while the application behind it restarts.
    if ([502, 503, 504, 429].includes(response.status)) throw new NoAnswerError(t("The server is being restarted."));
    return response;
  } catch (error) {
    if (error instanceof NoAnswerError) throw error;
    throw new NoAnswerError(t("The server cannot be reached."));
  } finally {
    clearTimeout(timer);
  }
}

async function readAnswer(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  const { error = "error", message = "" } = (body ?? {}) as { error?: string; message?: string };
  throw new RefusedError(response.status, error, message || fallback(response.status));
}

function fallback(status: number): string {
  if (status === 401) return t("Your access has ended. Enter again with your link or code.");
  if (status === 403) return t("You are not permitted to do this here.");
  if (status === 404) return t("This no longer exists. Reload the page.");
  return t("The server could not carry this out (error {status}). Try again, then call the technical desk.", {
    status: String(status),
  });
}
