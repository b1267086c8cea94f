/** Let the service worker keep this screen, so that a reload while the server is away does not end on an error page. */
export function keepShell(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  void navigator.serviceWorker.register("/assets/worker.js", { scope: "/live/" }).catch((error: unknown) => console.warn(error));
}
