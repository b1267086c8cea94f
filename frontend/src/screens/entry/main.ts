/** The entry of a venue (`/v#k=TOKEN`): the token leaves the address at once and goes to the server in a request body. */

import { pause } from "$lib/api";
import { t } from "$lib/i18n";

const RETRY_MS = [1000, 2000, 4000, 8000];

void enterByFragment();

async function enterByFragment(): Promise<void> {
  const token = new URLSearchParams(location.hash.slice(1)).get("k");
  if (!token) return;
  history.replaceState(null, "", location.pathname);
  say(t("Opening your venue …"), "");
  for (let failed = 0; ; failed++) {
    const answer = await post(token);
    if (answer === "in") return location.replace("/v");
    if (answer !== "no answer") return say(answer, "error");
    say(t("The server does not answer yet; trying again (try {attempt}).", { attempt: failed + 2 }), "warning");
    await pause(RETRY_MS[Math.min(failed, RETRY_MS.length - 1)]!);
  }
}

/** Returns "in", "no answer", or why the server refuses. */
async function post(token: string): Promise<string> {
  try {
    const body = new URLSearchParams({ token });
    const response = await fetch("/v", { method: "POST", body, headers: { Accept: "application/json" } });
    if (response.ok) return "in";
    if (response.status >= 502) return "no answer";
    const { message, desk_phone: phone } = (await response.json()) as { message?: string; desk_phone?: string };
    return [message, phone && t("Technical desk: {phone}", { phone })].filter(Boolean).join(" ");
  } catch {
    return "no answer";
  }
}

function say(text: string, kind: "" | "error" | "warning"): void {
  let place = document.getElementById("entry-status");
  if (!place) {
    place = document.createElement("div");
    place.id = "entry-status";
    document.querySelector("main")?.prepend(place);
  }
  place.className = `notice ${kind}`;
  place.setAttribute("role", "status");
  place.textContent = text;
}
