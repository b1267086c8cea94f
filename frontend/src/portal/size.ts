/** Runs in the head, before anything is painted, and by itself: the text has the reader's size from the first moment. */

try {
  const kept = localStorage.getItem("portal-text-size");
  if (kept && /^(-1|[123])$/.test(kept)) document.documentElement.dataset.size = kept;
} catch {
  // The browser keeps nothing: every page begins with its own size.
}
