// The only thing kept is the page that says there is no network. It changes its cache when that page changes.
const KEPT = {{ kept }};
const CACHE = "offline-" + KEPT.version;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([KEPT.page, ...KEPT.assets]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("offline-") && name !== CACHE;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.registration.navigationPreload?.enable())
      .then(() => self.clients.claim()),
  );
});

const network = async (event) => (await event.preloadResponse) || fetch(event.request);

self.addEventListener("fetch", (event) => {
  const { mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (mode === "navigate") {
    event.respondWith(network(event).catch(() => caches.match(KEPT.page)));
  } else if (origin === location.origin && KEPT.assets.includes(pathname)) {
    event.respondWith(fetch(event.request).catch(() => caches.match(pathname)));
  }
});
