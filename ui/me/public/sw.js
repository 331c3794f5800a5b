// Serves the traveller's small page where there is no network. What is kept is the page's own files, which it puts here itself;
// nothing of anybody's declaration ever comes through here.
const KEPT = 'guitu-me';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.method !== 'GET' || pathname.startsWith('/me/api/')) return;
  if (pathname === '/me/') event.respondWith(newest(event.request));
  else if (pathname.startsWith('/me/assets/')) event.respondWith(kept(event.request));
});

/** The page as it is now; as it was where nobody answers. */
async function newest(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match('/me/', { cacheName: KEPT })) ?? Response.error();
  }
}

/** A file whose name changes with what is in it. */
async function kept(request) {
  return (await caches.match(request, { cacheName: KEPT })) ?? fetch(request);
}
