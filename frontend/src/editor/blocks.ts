/** A pasted document as the blocks that an article's text can have. */

import { countedMarker, takeMarker, type Marker } from "./markers";
import { join, lookIn, PLAIN, tidy, type Look, type Run } from "./runs";
import { shift, shiftIn, type Shift } from "./shift";

export interface Block {
  kind: "p" | "h2" | "h3";
  /** The block is an item of a list. */
  marker: Marker | null;
  runs: Run[];
}

interface Place {
  kind: Block["kind"];
  marker: Marker | null;
  list: "ul" | "ol";
  depth: number;
  look: Look;
  shift: Shift;
  /** Ends of lines are line breaks here. */
  isVerbatim: boolean;
  /** A row is one paragraph: what begins its cells is text there, also a number. */
  isCell: boolean;
}

const OUTSIDE: Place = { kind: "p", marker: null, list: "ul", depth: -1, look: PLAIN, shift: "", isVerbatim: false, isCell: false };

const split = (names: string) => new Set(names.split(" "));
const SILENT = split("script style meta link title head xml iframe object template noscript del");
const HEADINGS: Record<string, Block["kind"]> = { h1: "h2", h2: "h2", h3: "h3" };
const BLOCKS = split(
  "p div h1 h2 h3 h4 h5 h6 ul ol dl dt dd table tbody thead tfoot caption pre blockquote hr center address " +
    "article section main aside header footer nav figure figcaption details summary form fieldset",
);

export const blocksOf = (page: Document): Block[] => blocksIn(page.body, OUTSIDE);

function blocksIn(parent: Node, place: Place): Block[] {
  const reader = new Reader();
  reader.read(parent, place);
  reader.end(place);
  return reader.blocks;
}

class Reader {
  readonly blocks: Block[] = [];
  #runs: Run[] = [];

  read(parent: Node, place: Place): void {
    for (const node of parent.childNodes) {
      if (node instanceof Text) this.#add(place.isVerbatim ? node.data : node.data.replace(/\s+/g, " "), place);
      else if (node instanceof HTMLElement && !isSilent(node)) this.#open(node, place);
    }
  }

  /** What has come since the last block ended is a block. */
  end({ kind, marker }: Place): void {
    const runs = tidy(this.#runs);
    if (runs.length) this.blocks.push({ kind, marker, runs });
    this.#runs = [];
  }

  #add(text: string, place: Place): void {
    this.#runs.push({ ...place.look, text: shift(text, place.shift) });
  }

  #open(element: HTMLElement, around: Place): void {
    const name = element.nodeName.toLowerCase();
    const isVerbatim = around.isVerbatim || name === "pre" || element.style.whiteSpace.startsWith("pre");
    const place = { ...around, look: lookIn(element, around.look), shift: shiftIn(element, around.shift), isVerbatim };
    if (name === "br") this.#add("\n", place);
    else if (name === "li") this.#insert(itemOf(element, place), around);
    else if (name === "tr") this.#insert(rowOf(element, place), around);
    else if (BLOCKS.has(name)) {
      if (name === "ul" || name === "ol") Object.assign(place, { list: name, depth: place.depth + 1 });
      else if (/^h\d$/.test(name)) place.kind = HEADINGS[name] ?? "p";
      else if (name === "p" && !place.isCell) place.marker = takeMarker(element);
      this.#insert(blocksIn(element, place), around);
    } else this.read(element, place);
  }

  #insert(blocks: Block[], around: Place): void {
    this.end(around);
    this.blocks.push(...blocks);
  }
}

const withNumber = ({ marker, runs }: Block): Run[] =>
  marker?.list === "ol" ? [{ ...PLAIN, text: `${marker.text} ` }, ...runs] : runs;

/** Word's own elements, what it hides, and its notes in the margin are not text; the frames of its forms (w:sdt) hold some. */
function isSilent(element: HTMLElement): boolean {
  const name = element.nodeName.toLowerCase();
  const isOfWord = /^[owv]:/.test(name) && name !== "w:sdt";
  const style = element.getAttribute("style") ?? "";
  const isHidden = element.style.display === "none" || /mso-hide:\s*all/i.test(style);
  const isComment = element.classList.contains("MsoCommentReference") || /mso-element:\s*comment/i.test(style);
  return SILENT.has(name) || isOfWord || isHidden || isComment;
}

/** An item is one block with line breaks; what follows the lists inside it stands by itself. */
function itemOf(item: HTMLElement, place: Place): Block[] {
  const blocks = blocksIn(item, { ...place, kind: "p", marker: null });
  const first = blocks.findIndex((block) => block.marker);
  const own = first < 0 ? blocks : blocks.slice(0, first);
  if (!own.length) return blocks;
  const runs = join(own.map((block) => block.runs), "\n");
  return [{ kind: "p", marker: countedMarker(item, place.list, Math.max(0, place.depth)), runs }, ...blocks.slice(own.length)];
}

/** A row of a table is a paragraph; a row of one cell only lays out what is in it. */
function rowOf(row: HTMLElement, place: Place): Block[] {
  const cells = [...row.children].filter((one) => one.nodeName === "TD" || one.nodeName === "TH");
  if (cells.length === 1) return blocksIn(cells[0]!, place);
  const contents = cells.map((cell) => blocksIn(cell, { ...place, isCell: true }));
  if (!contents.some((blocks) => blocks.length)) return [];
  const texts = contents.map((blocks) => join(blocks.map(withNumber), " "));
  const runs = join(texts, " | ").map((run) => ({ ...run, text: run.text.replaceAll("\n", " ") }));
  return [{ kind: "p", marker: null, runs: tidy(runs) }];
}
