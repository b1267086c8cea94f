// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { forgetAir, keepAir, keptAir } from "./resume";

const CHOICE = { camera: "one", microphone: "two" };

beforeEach(() => sessionStorage.clear());

test("a reload on air keeps the devices, of this conference only, again and again", () => {
  keepAir("demo", CHOICE);
  expect(keptAir("demo", sessionStorage, "reload")).toEqual(CHOICE);
  expect(keptAir("demo", sessionStorage, "reload")).toEqual(CHOICE);
  expect(keptAir("other", sessionStorage, "reload")).toBeUndefined();
});

test("who left the air stays off it", () => {
  keepAir("demo", CHOICE);
  forgetAir("demo");
  expect(keptAir("demo", sessionStorage, "reload")).toBeUndefined();
});

test.each(["navigate", "back_forward", "prerender"])("a page that came about otherwise (%s) waits for its person, and for good", (how) => {
  keepAir("demo", CHOICE);
  expect(keptAir("demo", sessionStorage, how)).toBeUndefined();
  expect(keptAir("demo", sessionStorage, "reload")).toBeUndefined();
});
