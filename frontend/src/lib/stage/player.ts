/** The programme feed on a video element: plays live, falls back to what the link carries, and never gives up. */

import Hls, { type ErrorData, type HlsConfig } from "hls.js/light";
import { LinkJudge, pace, type Mode } from "./link";

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

const REOPEN_MS = 1500;
/** Chosen by measurement, docs/adr/0005-media.md: further forward the picture stops now and then. */
const BEHIND_EDGE_S = 1.4;
/** Loaded up to so little before the end of the list is loaded to its end: segments do not join to the millisecond. */
const NEARLY_S = 0.3;
const LIVE: Partial<HlsConfig> = {
  liveSyncDuration: BEHIND_EDGE_S,
  liveMaxLatencyDuration: 12,
  lowLatencyMode: false, // there are no parts; the speed is ours (`pace`)
  backBufferLength: 10,
  maxBufferLength: 12,
  enableWorker: true,
};

/** Play the live feed (`…/master.m3u8`) on `video` until `close`. */
export function openPlayer(video: HTMLVideoElement, src: string, options: PlayerOptions = {}): Player {
  const player = Hls.isSupported() ? new HlsPlayer(video, src, options) : new NativePlayer(video, src);
  player.start();
  return player;
}

/** What both ways of playing share: a look at the picture once a second, and what is done about it. */
abstract class WatchedPlayer implements Player {
  protected judge = new LinkJudge();
  protected closed = false;
  #stalls = 0;
  #seen = -1;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #reopening: ReturnType<typeof setTimeout> | undefined;

  constructor(
    protected video: HTMLVideoElement,
    protected src: string,
  ) {}

  protected abstract open(mode: Mode): void;
  protected abstract shut(): void;
  /** Come nearer to live where the player fell behind. */
  protected abstract catchUp(): void;
  protected abstract get behind_s(): number | null;
  protected abstract get height(): number;
  protected abstract get smallest(): boolean;
  protected abstract get offered(): boolean;

  start(): void {
    this.video.addEventListener("waiting", this.#onWaiting);
    this.#ticking = setInterval(() => this.#look(), 1000);
    this.#open();
  }

  facts(): PlayerFacts {
    const behind = this.behind_s;
    return {
      playing: !this.video.paused && this.video.readyState > 2,
      behind_s: behind ? Math.round(behind * 10) / 10 : null,
      rendition: this.#rendition(),
      stalls: this.#stalls,
    };
  }

  async playAloud(): Promise<boolean> {
    this.video.muted = false;
    try {
      await this.video.play();
      return true;
    } catch {
      this.video.muted = true;
      await this.video.play().catch(() => undefined);
      return false;
    }
  }

  close(): void {
    this.closed = true;
    clearInterval(this.#ticking);
    clearTimeout(this.#reopening);
    this.video.removeEventListener("waiting", this.#onWaiting);
    this.shut();
  }

  /** Build the player anew after a pause; thousands of halls do not come back in the same moment. */
  protected reopenSoon(): void {
    this.shut();
    clearTimeout(this.#reopening);
    if (!this.closed) this.#reopening = setTimeout(() => this.#open(), REOPEN_MS * (0.5 + Math.random()));
  }

  #open(): void {
    this.open(this.judge.mode);
    void this.video.play().catch(() => undefined);
  }

  #onWaiting = () => {
    if (this.video.currentTime > 0) this.#stalls++;
  };

  #look(): void {
    // Whoever pauses, or hides the page, is not a link that stands still.
    if (document.hidden || (this.video.paused && this.video.readyState > 2)) return;
    const moved = this.video.currentTime !== this.#seen;
    this.#seen = this.video.currentTime;
    const verdict = this.judge.judge({ moved, smallest: this.smallest, offered: this.offered });
    if (verdict === "go on") this.catchUp();
    else this.reopenSoon();
  }

  #rendition(): PlayerFacts["rendition"] {
    if (this.video.readyState < 2) return null;
    if (this.judge.mode === "sound" || !this.height) return "audio";
    return this.height > 400 ? "720p" : "360p";
  }
}

class HlsPlayer extends WatchedPlayer {
  #hls: Hls | undefined;

  constructor(
    video: HTMLVideoElement,
    src: string,
    private options: PlayerOptions,
  ) {
    super(video, src);
  }

  protected open(mode: Mode): void {
    const small = Boolean(this.options.small);
    const hls = new Hls({ ...LIVE, capLevelToPlayerSize: small, startLevel: small ? 0 : -1 });
    this.#hls = hls;
    hls.on(Hls.Events.ERROR, (_event, error) => this.#onError(error));
    // hls.js leaves sound alone out of the choice when there are pictures, so that we open it by its own name.
    hls.loadSource(mode === "sound" ? this.src.replace("master.m3u8", "audio/index.m3u8") : this.src);
    hls.attachMedia(this.video);
  }

  protected shut(): void {
    this.#hls?.destroy();
    this.#hls = undefined;
  }

  protected catchUp(): void {
    const { video } = this;
    const to = this.#hls?.liveSyncPosition;
    if (!this.#hls?.latency || to === null || to === undefined) return;
    const speed = pace(this.#hls.latency - BEHIND_EDGE_S, this.#loaded_s - video.currentTime);
    if (speed === "jump") video.currentTime = to;
    else if (video.playbackRate !== speed) video.playbackRate = speed;
  }

  protected get behind_s(): number | null {
    return this.#hls?.latency || null;
  }

  protected get height(): number {
    return this.#hls?.levels[this.#hls.currentLevel]?.height ?? this.video.videoHeight;
  }

  protected get smallest(): boolean {
    const hls = this.#hls;
    return !hls?.levels.length || hls.loadLevel <= 0 || hls.levels[hls.loadLevel]?.height === hls.levels[0]?.height;
  }

  protected get offered(): boolean {
    const edge_s = this.#hls?.latestLevelDetails?.edge ?? Infinity;
    return edge_s > this.#loaded_s + NEARLY_S;
  }

  get #loaded_s(): number {
    const { buffered } = this.video;
    return buffered.length ? buffered.end(buffered.length - 1) : 0;
  }

  #onError(error: ErrorData): void {
    if (!error.fatal) return;
    if (error.type === Hls.ErrorTypes.MEDIA_ERROR) this.#hls?.recoverMediaError();
    else this.reopenSoon();
  }
}

/** Safari plays HLS itself, and chooses the rendition itself, sound alone too. */
class NativePlayer extends WatchedPlayer {
  protected open(): void {
    this.video.src = this.src;
    this.video.onerror = () => this.reopenSoon();
  }

  protected shut(): void {
    this.video.onerror = null;
    this.video.removeAttribute("src");
    this.video.load();
  }

  protected catchUp(): void {}

  protected get behind_s(): number | null {
    const { seekable, currentTime } = this.video;
    return seekable.length ? seekable.end(seekable.length - 1) - currentTime : null;
  }

  protected get height(): number {
    return this.video.videoHeight;
  }

  protected get smallest(): boolean {
    return false;
  }

  protected get offered(): boolean {
    return true;
  }
}
