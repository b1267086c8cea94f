/** What a searcher types: lower case, no accents, đ as d, single spaces; the mirror of `fold` in src/diemcau/core/text.py. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/đ/g, "d")
    .replace(/\s+/g, " ")
    .trim();
}
