import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const source = readFileSync(new URL("../src/styles/tokens.css", import.meta.url), "utf8");

function colours(selector: string): Map<string, string> {
  const start = source.indexOf(selector);
  const block = source.slice(source.indexOf("{", start), source.indexOf("}", start));
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((found) => [found[1]!, found[2]!]));
}

/** Relative luminance. Source: WCAG 2.2, definition of relative luminance. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

const STATES = ["air", "ask", "good", "trouble", "lost"];
const TEXT: [string, string][] = [
  ...["ground", "ground-2", "ground-3"].flatMap((ground): [string, string][] => [
    ["ink", ground],
    ["ink-2", ground],
  ]),
  ["accent", "ground"],
  ["accent", "ground-2"],
  ["accent-ink", "accent"],
  ["accent-ink", "accent-strong"],
  ["accent-strong", "accent-soft"],
  ...STATES.flatMap((state): [string, string][] => [
    [state, "ground"],
    [state, "ground-2"],
    [state, `${state}-soft`],
    ["ink", `${state}-soft`],
  ]),
];

for (const [name, selector] of [
  ["light", ":root {"],
  ["dark", ':root[data-theme="dark"]'],
]) {
  test(`tokens ${name} give text the contrast of AA`, () => {
    const found = colours(selector!);
    const poor = TEXT.map(([ink, ground]) => [ink, ground, contrast(found.get(ink)!, found.get(ground)!)] as const).filter(
      ([, , ratio]) => !(ratio >= 4.5),
    );
    expect(poor).toEqual([]);
  });

  test(`tokens ${name} give edges of controls and marks 3 to 1`, () => {
    const found = colours(selector!);
    const marks = ["line-strong", "air-fill", "trouble-fill", "good-fill", "lost-fill"];
    expect(marks.filter((mark) => !(contrast(found.get(mark)!, found.get("ground")!) >= 3))).toEqual([]);
  });
}

test("tokens of both ways to be dark are the same", () => {
  expect(colours(':root:not([data-theme="light"])')).toEqual(colours(':root[data-theme="dark"]'));
});
