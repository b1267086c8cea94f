/** The text of a block: runs of one look each. A line break within the block is the character "\n". */

export interface Look {
  bold: boolean;
  italic: boolean;
  /** Where it leads to; empty where it is no link. */
  href: string;
}

export interface Run extends Look {
  text: string;
}

export const PLAIN: Look = { bold: false, italic: false, href: "" };

const LINK = /^\s*(?:https?:|mailto:)/i;

/** How text looks inside `element`, where it looks like `outside` around it. */
export function lookIn(element: HTMLElement, outside: Look): Look {
  const look = { ...outside };
  const { nodeName: name, style } = element;
  if (name === "B" || name === "STRONG") look.bold = true;
  if (name === "I" || name === "EM") look.italic = true;
  // Google Docs wraps everything in a <b> that is not bold, and makes bold with styles.
  if (style.fontWeight) look.bold = style.fontWeight.startsWith("bold") || Number(style.fontWeight) >= 600;
  if (style.fontStyle) look.italic = style.fontStyle === "italic";
  const href = element.getAttribute("href") ?? "";
  if (name === "A" && LINK.test(href)) look.href = href.trim();
  return look;
}

/** The runs with one space for many, none at the ends, and every letter in its composed form. */
export function tidy(runs: Run[]): Run[] {
  const found: Run[] = [];
  let before = "\n";
  for (const run of merge(runs)) {
    let text = run.text.normalize("NFC").replace(/[^\S\n]+/g, " ").replace(/ ?\n ?/g, "\n");
    if (/[ \n]$/.test(before)) text = text.replace(/^ /, "");
    if (before === "\n") text = text.replace(/^\n+/, "");
    if (!text) continue;
    found.push({ ...run, text });
    before = text;
  }
  for (let last = found.at(-1); last; last = found.at(-1)) {
    last.text = last.text.trimEnd();
    if (last.text) break;
    found.pop();
  }
  return found;
}

/** Several texts as one, with `between` between them. */
export function join(texts: Run[][], between: string): Run[] {
  return texts.flatMap((runs, place) => (place ? [{ ...PLAIN, text: between }, ...runs] : runs));
}

export function write(runs: Run[]): string {
  let html = "";
  let href = "";
  for (const run of [...runs, { ...PLAIN, text: "" }]) {
    if (run.href !== href) {
      html += (href && "</a>") + (run.href && `<a href="${escape(run.href)}">`);
      href = run.href;
    }
    let text = escape(run.text).replaceAll("\n", "<br>");
    if (run.italic) text = `<i>${text}</i>`;
    html += run.bold ? `<b>${text}</b>` : text;
  }
  return html;
}

/** Word cuts words anywhere: neighbours of one look become one run, so that a letter finds its accent. */
function merge(runs: Run[]): Run[] {
  const found: Run[] = [];
  for (const run of runs) {
    const last = found.at(-1);
    const isAlike = last && last.bold === run.bold && last.italic === run.italic && last.href === run.href;
    if (isAlike) last.text += run.text;
    else found.push({ ...run });
  }
  return found;
}

const escape = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
