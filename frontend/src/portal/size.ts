/** Runs in the head, before anything is painted, and by itself: the text has the reader's size from the first moment. */

// What portal.ts will show has its room kept from the first moment too.
document.documentElement.classList.add("scripted");
if ("speechSynthesis" in window) document.documentElement.classList.add("speaking");

try {
  const kept = localStorage.getItem("portal-text-size");
  if (kept && /^(-1|[123])$/.test(kept)) document.documentElement.dataset.size = kept;
} catch {
  // The browser keeps nothing: every page begins with its own size.
}
