import { expect, test } from "vitest";
import { JUMP_S, LinkJudge, pace, SOUND_S, STANDSTILL_S, WEAK_S, WINDOW_S, type Verdict } from "./link";

const MOVED = { moved: true, smallest: true, offered: true };
const STOOD = { moved: false, smallest: true, offered: true };

/** Judge `count` equal seconds and return what was answered beside "go on". */
function seconds(judge: LinkJudge, second: typeof MOVED, count: number): Verdict[] {
  const said: Verdict[] = [];
  for (let number = 0; number < count; number++) said.push(judge.judge(second));
  return said.filter((verdict) => verdict !== "go on");
}

/** A picture that plays and stands in turn until the judge has had enough of it. */
function weaken(judge: LinkJudge): Verdict[] {
  const said: Verdict[] = [];
  for (let number = 0; number < WINDOW_S && judge.mode === "picture"; number++) {
    said.push(judge.judge(number % 2 ? STOOD : MOVED));
  }
  return said;
}

test("a picture that moves goes on", () => expect(seconds(new LinkJudge(), MOVED, 600)).toEqual([]));

test("a player that stands still is built anew, again and again", () => {
  const judge = new LinkJudge();
  expect(seconds(judge, { moved: false, smallest: false, offered: true }, STANDSTILL_S)).toEqual(["rebuild"]);
  expect(seconds(judge, { moved: false, smallest: false, offered: true }, STANDSTILL_S)).toEqual(["rebuild"]);
});

test("a link that never carried anything does not count as weak", () =>
  expect(seconds(new LinkJudge(), STOOD, WINDOW_S)).not.toContain("sound"));

test("a picture that keeps standing falls to sound alone", () => {
  const judge = new LinkJudge();
  expect(weaken(judge).at(-1)).toBe("sound");
  expect(judge.mode).toBe("sound");
});

test("a feed that stands itself does not count against the link", () => {
  const judge = new LinkJudge();
  judge.judge(MOVED);
  expect(seconds(judge, { moved: false, smallest: true, offered: false }, WINDOW_S)).not.toContain("sound");
  expect(judge.mode).toBe("picture");
});

test("a larger picture is left to the choice of renditions first", () => {
  const judge = new LinkJudge();
  judge.judge({ moved: true, smallest: false, offered: true });
  const said = Array.from({ length: WEAK_S }, () => judge.judge({ moved: false, smallest: false, offered: true }));
  expect(said).not.toContain("sound");
});

test("the picture is tried again after a while of sound without a stop", () => {
  const judge = new LinkJudge();
  weaken(judge);
  expect(seconds(judge, MOVED, SOUND_S - 1)).toEqual([]);
  expect(judge.judge(MOVED)).toBe("picture");
});

test("each failed try of the picture doubles the wait", () => {
  const judge = new LinkJudge();
  weaken(judge);
  seconds(judge, MOVED, SOUND_S);
  weaken(judge);
  expect(seconds(judge, MOVED, 2 * SOUND_S - 1)).toEqual([]);
  expect(judge.judge(MOVED)).toBe("picture");
});

test("a picture that held for a minute brings the first wait back", () => {
  const judge = new LinkJudge();
  weaken(judge);
  seconds(judge, MOVED, SOUND_S);
  seconds(judge, MOVED, 120);
  weaken(judge);
  expect(seconds(judge, MOVED, SOUND_S - 1)).toEqual([]);
  expect(judge.judge(MOVED)).toBe("picture");
});

test.each([
  ["where it should be", 0.1, 2, 1],
  ["a little late", 0.8, 2, 1.05],
  ["late", 2, 2, 1.1],
  ["late with nothing loaded ahead", 2, 0.5, 1],
  ["far behind", JUMP_S + 0.1, 0, "jump"],
  ["before where it should be", -1, 2, 1],
] as const)("pace when %s", (_name, late, ahead, speed) => expect(pace(late, ahead)).toBe(speed));
