/** Live events by Server-Sent Events, for networks that block WebSocket. Nothing can be published this way, and the browser itself watches it. */

import type { Listener, SubjectName, Way } from "./link";

const LISTENED: SubjectName[] = ["events", "head", "own", "board"];

/** Open the stream; it resolves once the server answers, and the browser itself reconnects from then on. */
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
      if (!opened || source.readyState === EventSource.CLOSED) {
        source.close();
        reject(new Error("the stream does not open"));
        listener.onRejected();
        return;
      }
      listener.onDown();
      listener.onAttempt();
    };
    for (const name of LISTENED) {
      source.addEventListener(name, (event) => listener.onMessage(name, JSON.parse((event as MessageEvent<string>).data)));
    }
  });
}
