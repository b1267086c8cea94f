/**
 * The service worker of the live screens: a hall or a remote that is reloaded while the server is away gets the page
 * that it had, and that page goes on trying. Nothing else is kept: neither state nor API answers.
 */

export {};

declare const self: ServiceWorkerGlobalScope;

interface ServiceWorkerGlobalScope extends EventTarget {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Extendable {
  request: Request;
  respondWith(response: Promise<Response>): void;
}

const CACHE = "screens-1";
const PATIENCE_MS = 5000;
const SHELL = /^\/live\/[^/]+\/(hall|remote)$/;
const KEPT = /^\/assets\/(hashed\/|icon\.svg$)/;

self.addEventListener("install", (event) => (event as Extendable).waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => (event as Extendable).waitUntil(tidy()));
self.addEventListener("fetch", (event) => answer(event as Fetching));

async function tidy(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

function answer(event: Fetching): void {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (KEPT.test(url.pathname)) event.respondWith(fromCache(request));
  else if (SHELL.test(url.pathname) && request.mode === "navigate") event.respondWith(fromServer(request, true));
  else if (url.pathname === "/api/texts.js") event.respondWith(fromServer(request, false));
}

/** Files with a hash in their name never change. */
async function fromCache(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

/** The server's word counts (a redirect to the entry, a refusal); only where it has none, what was kept. */
async function fromServer(request: Request, isShell: boolean): Promise<Response> {
  const cache = await caches.open(CACHE);
  const response = await fetchSoon(request);
  if (response?.ok && !response.redirected) {
    await cache.put(request, response.clone());
    return response;
  }
  if (response && response.status < 500) {
    if (isShell) await cache.delete(request);
    return response;
  }
  return (await cache.match(request)) ?? response ?? Response.error();
}

async function fetchSoon(request: Request): Promise<Response | undefined> {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), PATIENCE_MS);
  try {
    return await fetch(request, { signal: control.signal });
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
