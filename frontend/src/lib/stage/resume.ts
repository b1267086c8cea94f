/**
 * Whoever reloads the stage page while on air comes back on air by itself, with the same camera and microphone.
 * A page that is opened, or come back to, waits for its person: nobody is to be seen who does not know it.
 */

import { newKey } from "../api";
import type { Choice } from "./devices";

const keyOf = (slug: string): string => `air:${slug}`;

/** A name for this page that outlives a reload. */
export function pageKey(store: Storage = sessionStorage): string {
  const key = store.getItem("page") ?? newKey();
  store.setItem("page", key);
  return key;
}

/** This page is on air with these devices. */
export function keepAir(slug: string, choice: Choice, store: Storage = sessionStorage): void {
  store.setItem(keyOf(slug), JSON.stringify(choice));
}

/** This page is not on air any more. */
export function forgetAir(slug: string, store: Storage = sessionStorage): void {
  store.removeItem(keyOf(slug));
}

/** With which devices this page was on air when it was reloaded; forgotten unless it was a reload. */
export function keptAir(slug: string, store: Storage = sessionStorage, cameAbout: string = navigationKind()): Choice | undefined {
  const kept = store.getItem(keyOf(slug));
  if (!kept) return undefined;
  if (cameAbout === "reload") return JSON.parse(kept) as Choice;
  forgetAir(slug, store);
  return undefined;
}

function navigationKind(): string {
  const [entry] = performance.getEntriesByType("navigation");
  return (entry as PerformanceNavigationTiming | undefined)?.type ?? "";
}
