import { expect, test } from "vitest";
import { sentences } from "../src/portal/listen";

test("short sentences are read together, long ones by themselves", () => {
  expect(sentences("Một. Hai!\n Ba?")).toEqual(["Một. Hai! Ba?"]);
  const long = `${"dài ".repeat(60).trim()}.`;
  expect(sentences(`Đầu. ${long} Cuối.`)).toEqual(["Đầu.", long, "Cuối."]);
});

test("nothing to read gives nothing", () => {
  expect(sentences("  \n ")).toEqual([]);
});

test("numbers and dates are not cut", () => {
  expect(sentences("Có 1.234 đại biểu ngày 28/4. Hết.")).toEqual(["Có 1.234 đại biểu ngày 28/4. Hết."]);
});
