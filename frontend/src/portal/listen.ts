/** Reads the article aloud with the browser's own voice, where there is one for the language of the page. */

/** Long utterances are cut off by some browsers: a few sentences at a time. */
const LONGEST = 220;

export function sentences(text: string): string[] {
  const found: string[] = [];
  for (const sentence of text.replace(/\s+/g, " ").trim().split(/(?<=[.!?…:;])\s+/)) {
    const last = found.at(-1);
    if (last !== undefined && last.length + sentence.length < LONGEST) found[found.length - 1] = `${last} ${sentence}`;
    else if (sentence) found.push(sentence);
  }
  return found;
}

export function openListening(): void {
  const start = document.querySelector<HTMLButtonElement>("[data-listen]");
  const news = document.querySelector<HTMLElement>("[data-news]");
  if (!start || !news || !("speechSynthesis" in window)) return;
  const look = () => {
    const language = document.documentElement.lang;
    const voice = speechSynthesis.getVoices().find((one) => one.lang.toLowerCase().startsWith(language));
    if (!voice || !start.hidden) return;
    start.hidden = false;
    new Reader(start, news, voice);
  };
  look();
  speechSynthesis.addEventListener("voiceschanged", look);
}

type State = "still" | "reading" | "paused";

class Reader {
  #state: State = "still";
  #label: HTMLElement;
  #stop = document.querySelector<HTMLButtonElement>("[data-listen-stop]");
  #said = document.querySelector<HTMLElement>("[data-listen-state]");

  constructor(
    private start: HTMLButtonElement,
    private news: HTMLElement,
    private voice: SpeechSynthesisVoice,
  ) {
    this.#label = start.querySelector("span") ?? start;
    start.addEventListener("click", () => this.#press());
    this.#stop?.addEventListener("click", () => this.#end());
    addEventListener("pagehide", () => speechSynthesis.cancel());
  }

  #press(): void {
    if (this.#state === "still") this.#read();
    else if (this.#state === "reading") {
      speechSynthesis.pause();
      this.#show("paused", this.#said?.dataset.paused);
    } else {
      speechSynthesis.resume();
      this.#show("reading", this.#said?.dataset.reading);
    }
  }

  #read(): void {
    const parts = [...this.news.querySelectorAll<HTMLElement>("[data-speak]")].map((part) => part.innerText);
    const spoken = sentences([this.news.dataset.title ?? "", ...parts].join(". "));
    speechSynthesis.cancel();
    spoken.forEach((text, place) => {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.voice = this.voice;
      utterance.lang = this.voice.lang;
      if (place === spoken.length - 1) utterance.onend = () => this.#show("still", this.#said?.dataset.ended);
      speechSynthesis.speak(utterance);
    });
    this.#show("reading", this.#said?.dataset.reading);
  }

  #end(): void {
    speechSynthesis.cancel();
    this.#show("still", this.#said?.dataset.ended);
    this.start.focus();
  }

  #show(state: State, words = ""): void {
    this.#state = state;
    const { start = "", pause = "", resume = "" } = this.start.dataset;
    this.#label.textContent = { still: start, reading: pause, paused: resume }[state];
    if (this.#stop) this.#stop.hidden = state === "still";
    if (this.#said) this.#said.textContent = words;
  }
}
