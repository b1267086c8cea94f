/** Live events by NATS over WebSocket. The options are those measured in docs: the library's defaults end a client after 20 s. */

import { jwtAuthenticator, wsconnect, type NatsConnection } from "@nats-io/nats-core";
import type { Subjects } from "../api-types";
import type { Listener, SubjectName, Way } from "./link";

const LISTENED: SubjectName[] = ["events", "head", "own", "board"];
const PATIENCE_MS = 3000;

/**
 * Connect, subscribe to every subject that is ours, and keep on.
 *
 * `token` is asked anew at each reconnect. Raises the library's error where the first connection fails.
 */
export async function openNats(url: string, subjects: Subjects, token: () => string, listener: Listener): Promise<Way> {
  const connection = await wsconnect({
    servers: absolute(url),
    authenticator: jwtAuthenticator(() => token()),
    maxReconnectAttempts: -1,
    reconnectTimeWait: 500,
    reconnectJitter: 2500,
    reconnectJitterTLS: 2500,
    pingInterval: 15_000,
    maxPingOut: 2,
    timeout: 6000,
    ignoreClusterUpdates: true,
    ignoreAuthErrorAbort: true,
    noAsyncTraces: true,
  });
  for (const name of LISTENED) {
    const subject = subjects[name];
    if (subject) listen(connection, subject, (message) => listener.onMessage(name, message));
  }
  await connection.flush();
  void follow(connection, listener);
  return {
    publish: (subject, message) => {
      if (connection.isClosed()) return false;
      connection.publish(subject, JSON.stringify(message));
      return true;
    },
    check: () => void check(connection),
    close: () => void connection.close(),
  };
}

/** A cable that was pulled out tells nobody: without an answer the connection is made anew. */
async function check(connection: NatsConnection): Promise<void> {
  if (connection.isClosed()) return;
  const answered = await Promise.race([connection.flush().then(() => true), later(PATIENCE_MS)]).catch(() => false);
  if (!answered && !connection.isClosed()) await connection.reconnect();
}

const later = (wait_ms: number): Promise<false> => new Promise((resolve) => setTimeout(() => resolve(false), wait_ms));

function absolute(url: string): string {
  const found = new URL(url, location.href);
  found.protocol = found.protocol === "https:" || found.protocol === "wss:" ? "wss:" : "ws:";
  return found.href;
}

function listen(connection: NatsConnection, subject: string, take: (message: unknown) => void): void {
  connection.subscribe(subject, {
    callback: (error, message) => {
      if (!error) take(message.json());
    },
  });
}

async function follow(connection: NatsConnection, listener: Listener): Promise<void> {
  for await (const status of connection.status()) {
    if (status.type === "disconnect" || status.type === "staleConnection" || status.type === "forceReconnect") listener.onDown();
    else if (status.type === "reconnecting") listener.onAttempt();
    else if (status.type === "reconnect") listener.onUp();
    else if (status.type === "error" && /authoriz|authentic/i.test(status.error.message)) listener.onRejected();
  }
}
