import Hls from "hls.js/light";

/** Put a player of one chapter in the place of its button. */
export function playChapter(figure: HTMLElement, button: HTMLButtonElement): void {
  const video = document.createElement("video");
  const { recording = "", from = "0", until } = figure.dataset;
  const from_s = Number(from);
  video.controls = true;
  video.playsInline = true;
  video.setAttribute("aria-label", figure.querySelector(".recording-title")?.textContent ?? "");
  const fail = () => {
    const off = figure.querySelector<HTMLElement>("[data-off]");
    if (off) {
      off.textContent = button.dataset.failed ?? "";
      off.hidden = false;
    }
    video.remove();
    button.disabled = false;
    button.hidden = false;
  };
  open(video, recording, from_s, fail);
  if (until) endAt(video, Number(until));
  button.hidden = true;
  button.after(video);
  video.focus();
}

function open(video: HTMLVideoElement, source: string, from_s: number, fail: () => void): void {
  if (Hls.isSupported()) {
    const hls = new Hls({ startPosition: from_s, autoStartLoad: true });
    hls.on(Hls.Events.ERROR, (_event, fault) => {
      if (!fault.fatal) return;
      hls.destroy();
      fail();
    });
    hls.loadSource(source);
    hls.attachMedia(video);
  } else {
    video.src = `${source}#t=${from_s}`;
    video.addEventListener("error", fail);
  }
  void video.play().catch(() => undefined); // the reader presses play where the browser wants that
}

function endAt(video: HTMLVideoElement, until_s: number): void {
  const look = () => {
    if (video.currentTime < until_s) return;
    video.pause();
    video.removeEventListener("timeupdate", look); // who presses play again goes on past the chapter
  };
  video.addEventListener("timeupdate", look);
}
