/** Blocks as the HTML that the editor reads. */

import type { Block } from "./blocks";
import type { Marker } from "./markers";
import { PLAIN, write, type Run } from "./runs";

/** The editor itself would make such a paragraph an item of a list, and take its number away. */
const LIKE_AN_ITEM = /^(?:\d+|[a-z]+)\.(?= )/;

interface List {
  name: string;
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
    if (marker && this.#counts(marker)) return `${this.#openItem(marker)}${write(runs)}`;
    const own = marker ? [{ ...PLAIN, text: `${marker.text} ` }, ...runs] : runs;
    // Below an item that has no list of its own yet: another line of it.
    if (marker?.depth && marker.depth === this.#lists.length) return `<br>${write(own)}`;
    return `${this.close()}<${kind}>${write(kind === "p" ? holdNumber(own) : own)}</${kind}>`;
  }

  close(depth = 0): string {
    const closed = this.#lists.splice(depth).reverse();
    return closed.map(({ name }) => `</li></${name}>`).join("");
  }

  /** The editor's lists count 1, 2, 3: an item with another number, or with a letter that others cite, keeps it as text. */
  #counts({ list, depth, number }: Marker): boolean {
    const open = this.#lists[Math.min(depth, this.#lists.length)];
    return list === "ul" || number === (open?.name === list ? open.count : 0) + 1;
  }

  #openItem({ list, depth: wanted }: Marker): string {
    const depth = Math.min(wanted, this.#lists.length);
    const deeper = this.close(depth + 1);
    const open = this.#lists[depth];
    if (open?.name === list) {
      open.count += 1;
      return `${deeper}</li><li>`;
    }
    const other = this.close(depth);
    this.#lists.push({ name: list, count: 1 });
    return `${deeper}${other}<${list}><li>`;
  }
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
