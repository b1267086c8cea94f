import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Listener, Way } from "./link";
import { openSse } from "./sse";

/** The browser's EventSource, as far as the stream uses it. */
class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  readyState = 0;
  onopen: (() => void) | undefined;
  onerror: (() => void) | undefined;

  constructor(readonly url: string) {
    super();
    source = this;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  fail(readyState: number): void {
    this.readyState = readyState;
    this.onerror?.();
  }

  close(): void {
    this.readyState = FakeEventSource.CLOSED;
  }
}

let source: FakeEventSource;
let told: string[];
const listener: Listener = {
  onMessage: (name, message) => told.push(`${name} ${JSON.stringify(message)}`),
  onUp: () => told.push("up"),
  onDown: () => told.push("down"),
  onAttempt: () => told.push("attempt"),
  onClosed: () => told.push("closed"),
  onRejected: () => told.push("rejected"),
};

beforeEach(() => {
  told = [];
  vi.stubGlobal("EventSource", FakeEventSource);
});

afterEach(() => void vi.unstubAllGlobals());

async function opened(): Promise<Way> {
  const way = openSse("/stream", listener);
  source.open();
  return way;
}

test("a stream that does not open fails at once and tells nothing else", async () => {
  const way = openSse("/stream", listener);
  source.fail(2);
  await expect(way).rejects.toThrow();
  expect([source.readyState, told]).toEqual([2, []]);
});

test("a stream that the browser itself opens again is down, then up", async () => {
  await opened();
  source.fail(0);
  source.open();
  expect(told).toEqual(["down", "attempt", "up"]);
});

test("a stream that the browser gave up says so, for nobody opens it again", async () => {
  await opened();
  source.fail(2);
  expect(told).toEqual(["closed"]);
});

test("messages are told by the name of their subject", async () => {
  await opened();
  source.dispatchEvent(new MessageEvent("head", { data: '{"head":3}' }));
  expect(told).toEqual(['head {"head":3}']);
});
