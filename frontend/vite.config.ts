import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { portalFonts, SUBSETS } from "./portal-fonts.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const SCREENS = ["control", "hall", "remote", "stage", "entry"];

export default defineConfig(({ mode }) => ({
  // The front door serves dist/ under /assets/; files in hashed/ never change.
  base: "/assets/",
  plugins: [svelte(), portalFonts()],
  resolve: {
    alias: { $lib: here("./src/lib"), $fonts: SUBSETS },
    ...(mode === "test" ? { conditions: ["browser"] } : {}),
  },
  build: {
    outDir: "dist",
    assetsDir: "hashed",
    manifest: "manifest.json",
    // Chrome 109 is the last for Windows 7; the others are three years old.
    target: ["chrome109", "firefox115", "safari16.4"],
    cssTarget: ["chrome109", "firefox115", "safari16.4"],
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    // A font in the style sheet would hold up the first paint.
    assetsInlineLimit: (file) => (file.endsWith(".woff2") ? false : undefined),
    rolldownOptions: {
      input: {
        style: here("./src/styles/style.css"),
        worker: here("./src/worker.ts"),
        portal: here("./src/portal/portal.css"),
        "portal-size": here("./src/portal/size.ts"),
        "portal-script": here("./src/portal/portal.ts"),
        "editor-paste": here("./src/editor/paste.ts"),
        ...Object.fromEntries(SCREENS.map((name) => [name, here(`./src/screens/${name}/main.ts`)])),
      },
      output: {
        // The service worker is fetched under one name, so that a browser can see that it changed.
        entryFileNames: (chunk) => (chunk.name === "worker" ? "worker.js" : "hashed/[name]-[hash].js"),
      },
    },
  },
  test: { include: ["src/**/*.test.ts", "tests/**/*.test.ts"] },
}));
