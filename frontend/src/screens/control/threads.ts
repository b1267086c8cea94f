/** The lines of text between venues and the technical desk, by venue. Pure. */

import type { Message } from "$lib/room/types";

export interface Thread {
  venue: string;
  last: Message;
  count: number;
}

/** One thread a venue, the newest first. */
export function threads(messages: Message[]): Thread[] {
  const found = new Map<string, Thread>();
  for (const message of messages) {
    const count = (found.get(message.venue)?.count ?? 0) + 1;
    found.delete(message.venue);
    found.set(message.venue, { venue: message.venue, last: message, count });
  }
  return [...found.values()].reverse();
}

/** Threads in which the venue had the last word. */
export const unanswered = (messages: Message[]): Thread[] =>
  threads(messages).filter((thread) => thread.last.side === "venue");
