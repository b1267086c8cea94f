/** Chapters of a recording: nothing is loaded before the reader asks for it. */

export function openRecordings(): void {
  for (const figure of document.querySelectorAll<HTMLElement>("[data-recording]")) {
    const button = figure.querySelector<HTMLButtonElement>("[data-play]");
    const off = figure.querySelector<HTMLElement>("[data-off]");
    if (!button || !off) continue;
    button.hidden = false;
    off.hidden = true;
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        const { playChapter } = await import("./chapter");
        playChapter(figure, button);
      } catch {
        off.hidden = false;
        off.textContent = button.dataset.failed ?? "";
        button.disabled = false;
      }
    });
  }
}
