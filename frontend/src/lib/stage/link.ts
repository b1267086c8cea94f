/**
 * What a player does about its link, judged once a second: go on, build itself anew, fall to sound alone, try the picture again.
 * Pure: the player says what it saw, the judge answers.
 */

export type Mode = "picture" | "sound";
export type Verdict = "go on" | "rebuild" | "sound" | "picture";

export interface Second {
  /** Did the picture or the sound move on since the last second? */
  moved: boolean;
  /** Is the smallest picture playing, so that only sound is left below it? */
  smallest: boolean;
  /** Does the feed have more than was loaded? Where it has not, it stands itself, and the link is not to blame. */
  offered: boolean;
}

/** Without progress for so long the player is built anew. */
export const STANDSTILL_S = 8;
/** The link is weak for a picture when so many of the last seconds stood still. */
export const WINDOW_S = 24;
export const WEAK_S = 10;
/** Sound alone is kept for so long before the picture is tried again; each failed try doubles it. */
export const SOUND_S = 30;
const SOUND_MOST_S = 480;
const PROVEN_S = 60;

/** Further behind where it should be than this, the player jumps; less, it plays a little faster than life. */
export const JUMP_S = 4;

/**
 * How fast to play, or "jump": `late_s` behind where the player should be, `ahead_s` loaded ahead of it.
 * hls.js itself catches up only over the last second, so that a hall once held up would stay behind for good.
 */
export function pace(late_s: number, ahead_s: number): number | "jump" {
  if (late_s > JUMP_S) return "jump";
  if (late_s < 0.3 || ahead_s < 0.8) return 1;
  return late_s > 1.2 ? 1.1 : 1.05;
}

export class LinkJudge {
  mode: Mode = "picture";
  /** Of the last seconds: did the link do its part? */
  #seconds: boolean[] = [];
  #still = 0;
  #inMode = 0;
  #patience = SOUND_S;
  #begun = false;

  /** Judge one second. */
  judge(second: Second): Verdict {
    this.#begun ||= second.moved;
    this.#inMode++;
    this.#still = second.moved ? 0 : this.#still + 1;
    this.#seconds = [...this.#seconds, second.moved || !second.offered].slice(-WINDOW_S);
    if (this.mode === "sound") return this.#judgeSound();
    if (this.#inMode > PROVEN_S) this.#patience = SOUND_S;
    if (this.#begun && second.smallest && this.#stood() >= WEAK_S) return this.#change("sound");
    return this.#judgeStandstill();
  }

  #judgeSound(): Verdict {
    if (this.#inMode >= this.#patience && this.#stood() === 0) {
      this.#patience = Math.min(this.#patience * 2, SOUND_MOST_S);
      return this.#change("picture");
    }
    return this.#judgeStandstill();
  }

  #judgeStandstill(): Verdict {
    if (this.#still < STANDSTILL_S) return "go on";
    this.#still = 0;
    return "rebuild";
  }

  #stood(): number {
    return this.#seconds.filter((well) => !well).length;
  }

  #change(mode: Mode): Mode {
    this.mode = mode;
    this.#seconds = [];
    this.#still = 0;
    this.#inMode = 0;
    this.#begun = false;
    return mode;
  }
}
