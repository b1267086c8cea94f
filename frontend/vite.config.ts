import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const SCREENS = ["control", "hall", "remote", "stage", "entry"];

export default defineConfig(({ mode }) => ({
  // The front door serves dist/ under /assets/; files in hashed/ never change.
  base: "/assets/",
  plugins: [svelte()],
  resolve: {
    alias: { $lib: here("./src/lib") },
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
    rolldownOptions: {
      input: {
        style: here("./src/styles/style.css"),
        worker: here("./src/worker.ts"),
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
