import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Api, RefusedError } from "./api";

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
