/** Print, copy the address, hand it to another app: each button appears only where it works. */

const all = <E extends HTMLElement>(selector: string) => [...document.querySelectorAll<E>(selector)];

const PATIENCE_MS = 5_000;

export function openActs(): void {
  // By the browser's own menu or keys there is no waiting; what comes in time is printed.
  addEventListener("beforeprint", fetchPictures);
  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => void printWhole());
  }
  for (const item of all("[data-print-item]")) item.hidden = false;
  openCopying();
  const share = document.querySelector<HTMLElement>("[data-share]");
  if (share && "share" in navigator) {
    share.hidden = false;
    share.addEventListener("click", () => {
      // Closing the list of apps is no fault.
      navigator.share({ title: document.title, url: share.dataset.share }).catch(() => undefined);
    });
  }
}

/** Pictures further down come only when they are scrolled to: paper needs them all, and waits for them a while. */
async function printWhole(): Promise<void> {
  fetchPictures();
  const waiting = [...document.images].filter((image) => !image.complete).map((image) => image.decode().catch(() => undefined));
  await Promise.race([Promise.all(waiting), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  print();
}

function fetchPictures(): void {
  for (const image of document.querySelectorAll<HTMLImageElement>("article img[loading=lazy]")) image.loading = "eager";
}

function openCopying(): void {
  const button = document.querySelector<HTMLElement>("[data-copy]");
  const state = document.querySelector<HTMLElement>("[data-copy-state]");
  const item = document.querySelector<HTMLElement>("[data-copy-item]");
  if (!button || !state || !item || !navigator.clipboard) return;
  item.hidden = false;
  button.addEventListener("click", async () => {
    const { copy = "", copied = "", notCopied = "" } = button.dataset;
    try {
      await navigator.clipboard.writeText(copy);
      state.textContent = copied;
    } catch {
      state.textContent = notCopied;
    }
  });
}
