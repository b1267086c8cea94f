/** Why camera or microphone cannot be used, and what to do about it. */

import { t } from "$lib/i18n";

export function deviceFault(error: unknown): string {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError") return t("The browser may not use camera and microphone. Allow them for this address (the sign beside the address), then try again.");
  if (name === "NotFoundError" || name === "OverconstrainedError") return t("No camera or microphone was found. Plug it in, then try again.");
  if (name === "NotReadableError") return t("Another program uses the camera or the microphone. Close it, then try again.");
  if (!navigator.mediaDevices) return t("Camera and microphone work only over https. Open this page by its https address.");
  return t("Camera and microphone cannot be opened. Reload the page and try again.");
}
