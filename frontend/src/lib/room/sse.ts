/** Live events by Server-Sent Events, for networks that block WebSocket. Nothing can be published this way, and the browser itself watches it until it gives up. */

import type { Listener, SubjectName, Way } from "./link";

const LISTENED: SubjectName[] = ["events", "head", "own", "board"];

/**
 * Open the stream; it resolves once the server answers, and the browser itself reconnects from then on.
 *
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html – any answer but 200 (such as 503 of the
 * front door while the application restarts) closes it for good: `onClosed`.
 */
export function openSse(url: string, listener: Listener): Promise<Way> {
  return new Promise((resolve, reject) => {
    const source = new EventSource(url, { withCredentials: true });
    let opened = false;
    source.onopen = () => {
      if (opened) return listener.onUp();
      opened = true;
      resolve({ publish: () => false, check: () => undefined, close: () => source.close() });
    };
    source.onerror = () => {
      if (!opened) {
        source.close();
        return reject(new Error("the stream does not open"));
      }
      if (source.readyState === EventSource.CLOSED) return listener.onClosed();
      listener.onDown();
      listener.onAttempt();
    };
    for (const name of LISTENED) {
      source.addEventListener(name, (event) => listener.onMessage(name, JSON.parse((event as MessageEvent<string>).data)));
    }
  });
}
