/** Lists as Word pastes them: paragraphs that begin with a bullet or a number of their own. */

export interface Marker {
  list: "ul" | "ol";
  depth: number;
  /** As it was written; needed where the list would count otherwise. */
  text: string;
  /** The item's number where figures tell it; null for a letter, a Roman number, a bullet. */
  number: number | null;
}

const NUMBER = /^\(?(?:\d+\.)*(\d+|[a-z]|[ivx]+)[.)/]$|^(?:\d+\.)*(\d+)$/i;
const IN_TEXT = /^\s*([·•▪◦●○■§–+*-]|\(?(?:\d+\.)*(?:\d+|[a-z]|[ivx]+)[.)/])(?=\s|$)/i;

/** Takes the marker out of a paragraph that Word made an item of a list; null where it is none. */
export function takeMarker(paragraph: HTMLElement): Marker | null {
  const style = paragraph.getAttribute("style") ?? "";
  const level = /mso-list:\s*l\d+\s+level(\d+)/i.exec(style)?.[1];
  if (!level && !/^MsoList/i.test(paragraph.className)) return null;
  const depth = Number(level ?? 1) - 1;
  const own = [...paragraph.querySelectorAll("[style]")].find((one) => /mso-list:\s*Ignore/i.test(one.getAttribute("style") ?? ""));
  if (!own) return takeFromText(paragraph, depth);
  const marker = read(own.textContent.trim(), depth);
  if (marker) own.remove();
  return marker;
}

/** The item's number where a list counts on its own: `start` of its <ol> and the items before it. */
export function countedMarker(item: Element, list: "ul" | "ol", depth: number): Marker {
  const items = [...(item.parentElement?.children ?? [])].filter((one) => one.nodeName === "LI");
  const number = (Number.parseInt(item.parentElement?.getAttribute("start") ?? "") || 1) + items.indexOf(item);
  return { list, depth, text: `${number}.`, number };
}

function takeFromText(paragraph: HTMLElement, depth: number): Marker | null {
  const text = firstText(paragraph);
  const found = IN_TEXT.exec(text?.data ?? "");
  if (!text || !found) return null;
  text.data = text.data.slice(found[0].length);
  return read(found[1]!, depth);
}

function firstText(node: Node): Text | null {
  for (const child of node.childNodes) {
    const found = child instanceof Text ? child.data.trim() && child : firstText(child);
    if (found) return found;
  }
  return null;
}

/** Words such as `Điều 1.` are no marker: they say something, and stay. */
function read(text: string, depth: number): Marker | null {
  const found = NUMBER.exec(text);
  if (found) return { list: "ol", depth, text, number: Number(found[1] ?? found[2]) || null };
  // Bullets of Wingdings are letters, each by itself.
  const isBullet = text.length === 1 || !/[\p{L}\d]/u.test(text);
  return isBullet ? { list: "ul", depth, text, number: null } : null;
}
