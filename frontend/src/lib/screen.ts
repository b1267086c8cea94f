/** From the server's shell to a live screen: read what it wrote into the page, follow the room, mount. */

import { mount, type Component } from "svelte";
import type { Me } from "./api-types";
import { Room } from "./room/room.svelte";

/** What the shell writes as JSON into `<script id="boot">`. */
export interface Boot {
  slug: string;
  title: string;
  /** When the conference begins, as ISO 8601; until the room itself tells. */
  starts_at: string;
  /** The technical desk's phone. */
  desk_phone: string;
  place: string;
  face: "control" | "hall" | "remote" | "stage";
  me: Me;
  entry_url: string;
  workspace_url: string;
  conference_url: string;
}

export interface ScreenProps {
  room: Room;
  boot: Boot;
}

function readBoot(): Boot {
  return JSON.parse(document.getElementById("boot")?.textContent ?? "") as Boot;
}

export function mountScreen(screen: Component<ScreenProps>): void {
  const boot = readBoot();
  const face = boot.face === "hall" || boot.face === "remote" ? boot.face : "";
  const room = new Room({ ...boot, face });
  const target = document.getElementById("screen") ?? document.body;
  target.replaceChildren();
  mount(screen, { target, props: { room, boot } });
  room.start();
}

/** The programme feed's playlist. */
export const feedUrl = (slug: string): string => `/feed/${encodeURIComponent(slug)}/hls/master.m3u8`;
