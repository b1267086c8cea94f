/// <reference types="svelte" />
/// <reference types="vite/client" />

/* The light build leaves out what the feed does not use (subtitles, other languages, DRM); its types are those of the whole. */
declare module "hls.js/light" {
  export * from "hls.js";
  export { default } from "hls.js";
}
