/** How this screen stands with the server. */

export type Link =
  | { kind: "connecting"; attempt: number; since_ms: number }
  | { kind: "live" }
  | { kind: "lost"; attempt: number; since_ms: number }
  | { kind: "refused"; message: string };

/** What a way of receiving (WebSocket, Server-Sent Events) tells the one who uses it. */
export interface Listener {
  /** One JSON message of the subject called `name`. */
  onMessage: (name: SubjectName, message: unknown) => void;
  /** The way is up again after `onDown`. */
  onUp: () => void;
  onDown: () => void;
  onAttempt: () => void;
  /** The way is closed for good and does not come back by itself. */
  onClosed: () => void;
  /** The server does not accept the token any more. */
  onRejected: () => void;
}

export type SubjectName = "events" | "head" | "own" | "board";

export interface Way {
  /** Send JSON to a subject; false where this way cannot. */
  publish: (subject: string, message: object) => boolean;
  /** Ask the server for a sign of life; where none comes, the way ends the old connection and makes a new one. */
  check: () => void;
  close: () => void;
}

/** Wait `wait_ms`, more or less: thousands of halls must not come back in the same moment. */
export function jittered(wait_ms: number, spread = 0.5): number {
  return wait_ms * (1 - spread + Math.random() * 2 * spread);
}
