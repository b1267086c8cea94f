/** Print, copy the address, hand it to another app: each button appears only where it works. */

const all = <E extends HTMLElement>(selector: string) => [...document.querySelectorAll<E>(selector)];

export function openActs(): void {
  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
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
