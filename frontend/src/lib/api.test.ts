import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Api, NoAnswerError, RefusedError } from "./api";

let asked: { url: string; init: RequestInit }[];
let answers: (() => Response)[];

const json = (status: number, body: object) => () => new Response(JSON.stringify(body), { status });
const headersOf = (place: number) => asked[place]!.init.headers as Record<string, string>;

beforeEach(() => {
  vi.useFakeTimers();
  [asked, answers] = [[], []];
  vi.stubGlobal("document", { cookie: "a=1; dc_csrf=secret" });
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    const answer = answers.shift();
    if (!answer) throw new TypeError("network");
    return answer();
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a command whose answer is lost is sent again with the same key", async () => {
  const api = new Api("demo", "remote");
  const failed: number[] = [];
  const done = api.command("request_floor", { topic: "x" }, { onRetry: (count) => failed.push(count) });
  await vi.advanceTimersByTimeAsync(400);
  answers.push(json(502, {}), json(200, { events: [] }));
  await vi.advanceTimersByTimeAsync(5000);
  expect(await done).toEqual({ events: [] });
  expect(asked.length).toBe(3);
  expect(new Set(asked.map((_, place) => headersOf(place)["Idempotency-Key"])).size).toBe(1);
  expect(failed).toEqual([1, 2]);
});

test("two commands have two keys, and say who the page is", async () => {
  const api = new Api("demo", "remote");
  answers.push(json(200, { events: [] }), json(200, { events: [] }));
  await api.command("start");
  await api.command("start");
  expect(headersOf(0)["Idempotency-Key"]).not.toBe(headersOf(1)["Idempotency-Key"]);
  expect(headersOf(0)).toMatchObject({ "X-Face": "remote", "X-CSRFToken": "secret" });
  expect(asked[0]!.url).toBe("/api/conferences/demo/commands/start");
});

test("a refusal is not repeated and keeps the server's words", async () => {
  answers.push(json(409, { error: "floor_taken", message: "Huế has the floor." }));
  const error = await new Api("demo").command("grant_floor").catch((found: unknown) => found);
  expect(error).toBeInstanceOf(RefusedError);
  expect(error).toMatchObject({ message: "Huế has the floor.", code: "floor_taken", isAccessLost: false });
  expect(asked.length).toBe(1);
});

test("an ended session is told from an act that is not possible", async () => {
  answers.push(json(401, { error: "not_signed_in", message: "Enter again." }));
  const error = await new Api("demo").connect().catch((found: unknown) => found);
  expect(error).toMatchObject({ isAccessLost: true });
});

test("a hall reads from the front door's cache, other faces from the application", async () => {
  answers.push(json(200, { state: {} }), json(200, { head: 2, events: [] }), json(200, { state: {} }));
  const hall = new Api("demo", "hall");
  await hall.snapshot();
  await hall.events(2);
  await new Api("demo", "remote").snapshot();
  expect(asked.map(({ url }) => url)).toEqual([
    "/feed/demo/snapshot.json",
    "/feed/demo/events?after=2",
    "/api/conferences/demo/snapshot",
  ]);
});

test("a hall whose pass has ended asks the application, one whose server is away does not", async () => {
  const hall = new Api("demo", "hall");
  answers.push(() => new Response("<html>", { status: 403 }), json(200, { head: 7, events: [] }));
  expect(await hall.events(4)).toMatchObject({ head: 7 });
  expect(asked.map(({ url }) => url)).toEqual(["/feed/demo/events?after=4", "/api/conferences/demo/events?after=4"]);
  answers.push(json(503, {}));
  await expect(hall.snapshot()).rejects.toBeInstanceOf(NoAnswerError);
  expect(asked.length).toBe(3);
});

test("a hall asks for its own rows where the public ones hide a notice, and only there", async () => {
  const hall = new Api("demo", "hall");
  const hidden = (type: string) => ({ seq: 3, type, version: 1, at: "", data: {} });
  answers.push(json(200, { head: 3, events: [hidden("room.message.sent")] }));
  await hall.events(2);
  expect(asked.length).toBe(1);
  answers.push(json(200, { head: 3, events: [hidden("room.notice.sent")] }));
  answers.push(json(200, { head: 3, events: [{ ...hidden("room.notice.sent"), data: { text: "Break" } }] }));
  expect((await hall.events(2)).events[0]!.data).toEqual({ text: "Break" });
  expect(asked.at(-1)!.url).toBe("/api/conferences/demo/events?after=2");
});
