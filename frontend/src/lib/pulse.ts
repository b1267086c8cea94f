/** What a venue tells the technical desk about its link, every 12 seconds. */

import type { Quality } from "./api-types";
import type { Room } from "./room/room.svelte";
import type { PlayerFacts } from "./stage/player";

export const PULSE_MS = 12_000;

/** How good the link is, by what the player went through since the last pulse. Without a player only the link counts. */
export function qualityOf(facts: PlayerFacts | undefined, stalls: number): Quality {
  if (!facts) return "good";
  if (!facts.playing || stalls > 2) return "poor";
  if (stalls > 0 || (facts.behind_s ?? 0) > 10 || facts.rendition === "audio") return "fair";
  return "good";
}

/** Send pulses, each venue at a moment of its own, until the page is left. */
export function startPulses(room: Room, face: "hall" | "remote", factsNow: () => PlayerFacts | undefined): void {
  let before = 0;
  const send = () => {
    const facts = factsNow();
    const stalls = Math.max(0, (facts?.stalls ?? 0) - before);
    before = facts?.stalls ?? 0;
    const { venue, device } = room.me;
    const { behind_s: bh = null, rendition: r = null } = facts ?? {};
    const body = { face, q: qualityOf(facts, stalls), bh, r, st: stalls, seq: room.state.seq };
    room.pulse({ v: venue, d: device, ...body });
  };
  setTimeout(() => {
    send();
    setInterval(send, PULSE_MS);
  }, Math.random() * PULSE_MS);
}
