import { expect, test } from "vitest";
import { Backoff } from "./backoff";
import { levelOf } from "./devices";
import { preferH264, signalUrl } from "./publisher";

test("waiting times double up to the most", () => {
  const backoff = new Backoff(500, 3000, () => 1);
  expect([backoff.next(), backoff.next(), backoff.next(), backoff.next()]).toEqual([500, 1000, 2000, 3000]);
});

test("waiting times begin again after a success", () => {
  const backoff = new Backoff(500, 8000, () => 0);
  backoff.next();
  backoff.next();
  backoff.reset();
  expect(backoff.next()).toBe(250);
});

test("H264 of the room's profile goes first, other H264 before the rest", () => {
  const codecs = [
    { mimeType: "video/VP8" },
    { mimeType: "video/H264", sdpFmtpLine: "packetization-mode=0;profile-level-id=42e01f" },
    { mimeType: "video/H264", sdpFmtpLine: "packetization-mode=1;profile-level-id=42e01f" },
    { mimeType: "video/rtx" },
  ];
  expect(preferH264(codecs)).toEqual([codecs[2], codecs[1], codecs[0], codecs[3]]);
});

test.each([
  ["silence", new Float32Array(64), 0],
  ["a full wave", new Float32Array(64).fill(1), 1],
  ["-30 dB", new Float32Array(64).fill(10 ** (-30 / 20)), 0.5],
  ["no samples", new Float32Array(0), 0],
])("level of %s", (_name, samples, level) => expect(levelOf(samples)).toBeCloseTo(level, 5));

test.each([
  ["https:", "wss://hn.example.vn:8443/media/demo/signal"],
  ["http:", "ws://hn.example.vn:8443/media/demo/signal"],
])("signalling goes the page's own way (%s)", (protocol, url) =>
  expect(signalUrl("demo", { protocol, host: "hn.example.vn:8443" } as Location)).toBe(url),
);
