import { expect, test } from "vitest";
import type { Message } from "$lib/room/types";
import { threads, unanswered } from "./threads";

const line = (venue: string, side: Message["side"], at: string): Message => ({
  ...{ key: venue + at, venue, side, by: "", text: at, at },
});

test("threads stand newest first, and those with the venue's last word wait for an answer", () => {
  const messages = [line("a", "venue", "1"), line("b", "venue", "2"), line("a", "desk", "3")];
  expect(threads(messages).map((thread) => [thread.venue, thread.count, thread.last.text])).toEqual([
    ["a", 2, "3"],
    ["b", 1, "2"],
  ]);
  expect(unanswered(messages).map((thread) => thread.venue)).toEqual(["b"]);
});
