/** Tinos for the portal: a small subset for titles on pages, whole files for papers that the server typesets. */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { convert } from "fontverter";
import subsetFont from "subset-font";
import type { Plugin } from "vite";

const SOURCE = new URL("./node_modules/@fontsource/tinos/files/", import.meta.url);
/** Where style sheets find the subsets, as `$fonts/…`. */
export const SUBSETS = fileURLToPath(new URL("./node_modules/.portal-fonts", import.meta.url));

const range = (first: number, last: number) =>
  String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, step) => first + step));
const LETTERS = {
  latin: `${range(0x20, 0x7e)}\u00a0«»ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý°·–—‘’“”…`,
  vietnamese: `ĂăĐđĨĩŨũƠơƯư${range(0x1ea0, 0x1ef9)}₫`,
};
const PAPERS = ["400-normal", "400-italic", "700-normal"];

/** Kinds of names in a font file: family, and family without its style. */
const FAMILY_NAMES = new Set([1, 16]);

const source = (name: string) => readFile(new URL(`tinos-${name}.woff2`, SOURCE));

async function makeSubsets(): Promise<void> {
  await mkdir(SUBSETS, { recursive: true });
  for (const [name, letters] of Object.entries(LETTERS)) {
    const options = { targetFormat: "woff2", noHinting: true } as const;
    const subset = await subsetFont(await source(`${name}-700-normal`), letters, options);
    await writeFile(`${SUBSETS}/tinos-${name}-700.woff2`, subset);
  }
}

/** The typesetter reads TrueType only. */
async function paperFonts(): Promise<[string, Uint8Array][]> {
  const names = Object.keys(LETTERS).flatMap((script) => PAPERS.map((style) => `${script}-${style}`));
  return Promise.all(
    names.map(async (name): Promise<[string, Uint8Array]> => [
      `fonts/tinos-${name}.ttf`,
      asOwnFamily(name, await convert(await source(name), "truetype")),
    ]),
  );
}

/** The typesetter takes one file of a family only, so that the Vietnamese letters need a family of their own: `Tinov`. */
function asOwnFamily(name: string, font: Buffer): Buffer {
  if (!name.startsWith("vietnamese")) return font;
  const table = [...Array(font.readUInt16BE(4)).keys()]
    .map((place) => 12 + place * 16)
    .find((at) => font.toString("latin1", at, at + 4) === "name");
  if (table === undefined) throw new Error(`${name} has no names`);
  const start = font.readUInt32BE(table + 8);
  const strings = start + font.readUInt16BE(start + 4);
  for (let record = 0; record < font.readUInt16BE(start + 2); record++) {
    const at = start + 6 + record * 12;
    const [kind, length, offset] = [6, 8, 10].map((step) => font.readUInt16BE(at + step)) as [number, number, number];
    const end = strings + offset + length;
    if (FAMILY_NAMES.has(kind)) font.write("v", end - 1, "latin1"); // the last letter, in both of its encodings
  }
  return font;
}

export function portalFonts(): Plugin {
  return {
    name: "portal-fonts",
    buildStart: makeSubsets,
    async generateBundle() {
      for (const [fileName, source] of await paperFonts()) this.emitFile({ type: "asset", fileName, source });
    },
  };
}
