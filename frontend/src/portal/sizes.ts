/** The buttons `A−`, `Gốc`, `A+`: `data-size` of the page says the step, portal.css how large it is. */

const SMALLEST = -1;
const LARGEST = 3;

const step = () => Number(document.documentElement.dataset.size ?? 0);

function take(wanted: number): void {
  document.documentElement.dataset.size = String(wanted);
  try {
    localStorage.setItem("portal-text-size", String(wanted)); // read by size.ts on the next page
  } catch {
    // The browser keeps nothing; this page has its size all the same.
  }
}

export function openSizes(): void {
  const group = document.querySelector<HTMLElement>("[data-sizes]");
  if (!group) return;
  const buttons = [...group.querySelectorAll<HTMLButtonElement>("[data-by]")];
  const show = () => {
    for (const button of buttons) {
      const by = Number(button.dataset.by);
      button.setAttribute("aria-pressed", String(by === Math.sign(step())));
      // Not `disabled`: the focus would be lost at the last step.
      button.setAttribute("aria-disabled", String(by !== 0 && !inRange(step() + by)));
    }
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const by = Number(button.dataset.by);
      const wanted = by === 0 ? 0 : step() + by;
      if (!inRange(wanted)) return;
      take(wanted);
      show();
    });
  }
  show();
  group.hidden = false;
}

const inRange = (wanted: number) => wanted >= SMALLEST && wanted <= LARGEST;
