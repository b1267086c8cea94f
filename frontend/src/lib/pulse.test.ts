import { expect, test } from "vitest";
import { qualityOf } from "./pulse";
import type { PlayerFacts } from "./stage/player";

const facts = (changes: Partial<PlayerFacts> = {}): PlayerFacts => ({
  ...{ playing: true, behind_s: 3, rendition: "720p", stalls: 0 },
  ...changes,
});

test.each([
  ["nothing disturbs", facts(), 0, "good"],
  ["one interruption", facts(), 1, "fair"],
  ["many interruptions", facts(), 3, "poor"],
  ["the picture stands", facts({ playing: false }), 0, "poor"],
  ["far behind live", facts({ behind_s: 14 }), 0, "fair"],
  ["sound alone", facts({ rendition: "audio" }), 0, "fair"],
  ["no player on this page", undefined, 0, "good"],
] as const)("link when %s", (_name, found, stalls, quality) => expect(qualityOf(found, stalls)).toBe(quality));
