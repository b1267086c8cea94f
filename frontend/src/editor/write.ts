/** Blocks as the HTML that the editor reads. */

import type { Block } from "./blocks";
import type { Marker } from "./markers";
import { PLAIN, write, type Run } from "./runs";

/** The editor itself would make such a paragraph an item of a list, and take its number away. */
const LIKE_AN_ITEM = /^(?:\d+|[a-z]+)\.(?= )/;

interface List {
  name: string;
  /** How deep its items stand in the text that was pasted; above them may be points that are no list here. */
  depth: number;
  count: number;
}

export function writeBlocks(blocks: Block[]): string {
  const writer = new Writer();
  return blocks.map((block) => writer.write(block)).join("") + writer.close();
}

class Writer {
  /** The lists that are open, the outermost first. */
  #lists: List[] = [];

  write({ kind, marker, runs }: Block): string {
    if (!marker) return `${this.close()}${paragraph(kind, runs)}`;
    const deeper = this.close(this.#lists.filter((list) => list.depth <= marker.depth).length);
    if (this.#counts(marker)) return `${deeper}${this.#openItem(marker)}${write(runs)}`;
    const own = [{ ...PLAIN, text: `${marker.text} ` }, ...runs];
    // Below an item that has no list of its own yet: another line of it.
    if (!deeper && this.#lists.length && !this.#openAt(marker.depth)) return `<br>${write(own)}`;
    return `${deeper}${this.close()}${paragraph(kind, own)}`;
  }

  /** End the open lists from the given one on. */
  close(from = 0): string {
    const closed = this.#lists.splice(from).reverse();
    return closed.map(({ name }) => `</li></${name}>`).join("");
  }

  #openAt(depth: number): List | undefined {
    return this.#lists.find((list) => list.depth === depth);
  }

  /** The editor's lists count 1, 2, 3: an item with another number, or with a letter that others cite, keeps it as text. */
  #counts({ list, depth, number }: Marker): boolean {
    const open = this.#openAt(depth);
    return list === "ul" || number === (open?.name === list ? open.count : 0) + 1;
  }

  #openItem({ list, depth }: Marker): string {
    const open = this.#openAt(depth);
    if (open?.name === list) {
      open.count += 1;
      return "</li><li>";
    }
    const other = open ? this.close(this.#lists.indexOf(open)) : "";
    this.#lists.push({ name: list, depth, count: 1 });
    return `${other}<${list}><li>`;
  }
}

function paragraph(kind: string, runs: Run[]): string {
  return `<${kind}>${write(kind === "p" ? holdNumber(runs) : runs)}</${kind}>`;
}

/** Puts a no-break space behind the number that a paragraph begins with. */
function holdNumber(runs: Run[]): Run[] {
  let place = LIKE_AN_ITEM.exec(runs.map((run) => run.text).join(""))?.[0].length ?? -1;
  return runs.map((run) => {
    const at = place;
    place -= run.text.length;
    const isHere = at >= 0 && place < 0;
    return isHere ? { ...run, text: `${run.text.slice(0, at)}\u00a0${run.text.slice(at + 1)}` } : run;
  });
}
