/** Catches what is pasted into the rich text of Wagtail's editor before the editor does, and hands it on cleaned. */

import { clean, needsCleaning } from "./clean";

const TEXT_BLOCK = ".public-DraftEditor-content";

const handedOn = new WeakSet<Event>();

function cleaned(html: string, text: string): ClipboardEvent {
  const data = new DataTransfer();
  data.setData("text/html", clean(html));
  data.setData("text/plain", text.normalize("NFC"));
  const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true, composed: true });
  // Firefox takes no data by the constructor.
  Object.defineProperty(event, "clipboardData", { value: data });
  handedOn.add(event);
  return event;
}

function take(event: ClipboardEvent): void {
  const { target, clipboardData } = event;
  if (handedOn.has(event) || !(target instanceof Element) || !target.closest(TEXT_BLOCK)) return;
  const html = clipboardData?.getData("text/html") ?? "";
  if (!needsCleaning(html)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  target.dispatchEvent(cleaned(html, clipboardData?.getData("text/plain") ?? ""));
}

document.addEventListener("paste", take, { capture: true });
