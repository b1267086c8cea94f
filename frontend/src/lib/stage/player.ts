/** The programme feed on a video element: plays live, falls back to what the link carries, and never gives up. */

import Hls, { type ErrorData } from "hls.js/light";

export interface PlayerFacts {
  /** Is the picture moving now? */
  playing: boolean;
  /** Seconds behind live; null while nothing plays. */
  behind_s: number | null;
  rendition: "720p" | "360p" | "audio" | null;
  /** Interruptions since the player was opened. */
  stalls: number;
}

export interface Player {
  facts: () => PlayerFacts;
  /** Start with sound; false where the browser wants a click first. */
  playAloud: () => Promise<boolean>;
  close: () => void;
}

export interface PlayerOptions {
  /** Stay on the smallest picture. */
  small?: boolean;
}

const REOPEN_MS = 2000;

/** Play the live feed `src` on `video` until `close`. */
export function openPlayer(video: HTMLVideoElement, src: string, options: PlayerOptions = {}): Player {
  let hls: Hls | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stalls = 0;
  let closed = false;

  const count = () => {
    if (video.currentTime > 0) stalls++;
  };
  video.addEventListener("waiting", count);

  const again = () => {
    hls?.destroy();
    clearTimeout(timer);
    if (!closed) timer = setTimeout(open, REOPEN_MS * (0.75 + Math.random() * 0.5));
  };

  function open(): void {
    if (!Hls.isSupported()) return openNative();
    hls = new Hls({
      ...{ liveSyncDuration: 1.5, liveMaxLatencyDuration: 8, maxLiveSyncPlaybackRate: 1.08, lowLatencyMode: false },
      ...{ backBufferLength: 10, maxBufferLength: 12, capLevelToPlayerSize: Boolean(options.small) },
      ...{ startLevel: options.small ? 0 : -1, enableWorker: true },
    });
    hls.on(Hls.Events.ERROR, (_event, error) => onError(error));
    hls.loadSource(src);
    hls.attachMedia(video);
    void video.play().catch(() => undefined);
  }

  function onError(error: ErrorData): void {
    if (!error.fatal) return;
    if (error.type === Hls.ErrorTypes.MEDIA_ERROR) hls?.recoverMediaError();
    else again();
  }

  // Safari plays HLS itself.
  function openNative(): void {
    video.src = src;
    video.onerror = () => !closed && (timer = setTimeout(openNative, REOPEN_MS));
    void video.play().catch(() => undefined);
  }

  open();
  return {
    facts: () => ({
      playing: !video.paused && video.readyState > 2,
      behind_s: hls?.latency ? Math.round(hls.latency * 10) / 10 : null,
      rendition: renditionOf(hls, video),
      stalls,
    }),
    playAloud: () => playAloud(video),
    close: () => {
      closed = true;
      clearTimeout(timer);
      video.removeEventListener("waiting", count);
      hls?.destroy();
    },
  };
}

function renditionOf(hls: Hls | undefined, video: HTMLVideoElement): PlayerFacts["rendition"] {
  if (video.readyState < 2) return null;
  const height = hls?.levels[hls.currentLevel]?.height ?? video.videoHeight;
  if (!height) return "audio";
  return height > 400 ? "720p" : "360p";
}

async function playAloud(video: HTMLVideoElement): Promise<boolean> {
  video.muted = false;
  try {
    await video.play();
    return true;
  } catch {
    video.muted = true;
    await video.play().catch(() => undefined);
    return false;
  }
}
