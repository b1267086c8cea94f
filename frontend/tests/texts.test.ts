import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SOURCE = fileURLToPath(new URL("../src/", import.meta.url));
const CATALOGUE = new URL("../locale/vi/LC_MESSAGES/djangojs.po", import.meta.url);

const TEXT = /(?<![\w.])t\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/g;
const CALL = /(?<![\w.])t\(/g;
const ENTRY = /^msgid (".+")\nmsgstr (".*")$/gm;

const read = (literal: string): string => (literal.startsWith('"') ? (JSON.parse(literal) as string) : literal.slice(1, -1));

const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter(
  (name) => /\.(ts|svelte)$/.test(name) && !name.endsWith(".test.ts"),
);
const sources = files.map((name) => [name, readFileSync(SOURCE + name, "utf8")] as const);
const used = new Set(sources.flatMap(([, source]) => [...source.matchAll(TEXT)].map((found) => read(found[1]!))));
const entries = [...readFileSync(CATALOGUE, "utf8").matchAll(ENTRY)].map((found) => [read(found[1]!), read(found[2]!)] as const);
const known = new Map(entries);
const holes = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map((found) => found[0]).sort();

test("texts are written as literals, so that they can be found", () => {
  const count = (source: string, pattern: RegExp) => [...source.matchAll(pattern)].length;
  const unclear = sources.filter(([name, source]) => name !== "lib/i18n.ts" && count(source, CALL) !== count(source, TEXT));
  expect(unclear.map(([name]) => name)).toEqual([]);
});

test("every text of the live screens has its Vietnamese", () => {
  expect([...used].filter((text) => !known.get(text)).sort()).toEqual([]);
});

test("the Vietnamese has no text that no screen uses, and none twice", () => {
  expect([...known.keys()].filter((text) => !used.has(text)).sort()).toEqual([]);
  expect(entries.length).toBe(known.size);
});

test("Vietnamese and English fill in the same values", () => {
  expect(entries.filter(([id, text]) => holes(id).join() !== holes(text).join())).toEqual([]);
});
