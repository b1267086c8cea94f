/** Raised and lowered figures, such as those of m² and CO₂: the editor takes no such mark from a paste, so they come as letters. */

export type Shift = "" | "super" | "sub";

const PLACES = "0123456789+-=()n";
const SHIFTED = { super: "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", sub: "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ" };

/** Where text stands inside `element`, where it stands at `outside` around it. */
export function shiftIn(element: HTMLElement, outside: Shift): Shift {
  const { nodeName: name, style } = element;
  if (name === "SUP" || style.verticalAlign === "super") return "super";
  if (name === "SUB" || style.verticalAlign === "sub") return "sub";
  return style.verticalAlign === "baseline" ? "" : outside;
}

/** The text in raised or lowered letters, if all its letters have them; else as it is. */
export function shift(text: string, to: Shift): string {
  const letters = [...text];
  if (!to || !letters.every((letter) => PLACES.includes(letter))) return text;
  return letters.map((letter) => SHIFTED[to][PLACES.indexOf(letter)]).join("");
}
