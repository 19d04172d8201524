// The worker that shows a page of ours where there is no network. The shop works without it.
(() => {
  if (!("serviceWorker" in navigator)) return;
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
})();
