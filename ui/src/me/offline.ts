const KEPT = 'guitu-me';

declare global {
  interface Window {
    trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string } };
  }
}

/** Puts this page's files where its worker finds them without a network, and takes those of an older page away. */
export async function keepForOffline(): Promise<void> {
  if (!('serviceWorker' in navigator) || !('caches' in window)) return;
  const worker = '/me/sw.js';
  // The page's policy lets nothing become script but what is named here.
  const policy = window.trustedTypes?.createPolicy('guitu-worker', { createScriptURL: (url) => (url === worker ? url : '') });
  try {
    await navigator.serviceWorker.register(policy?.createScriptURL(worker) ?? worker, { scope: '/me/' });
    if (!navigator.onLine) return;
    const mine = performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname).filter((path) => path.startsWith('/me/assets/'));
    const kept = await caches.open(KEPT);
    await kept.addAll(['/me/', ...new Set(mine)]);
    for (const request of await kept.keys()) {
      const { pathname } = new URL(request.url);
      if (pathname !== '/me/' && !mine.includes(pathname)) await kept.delete(request);
    }
    document.documentElement.dataset.offline = 'ready';
  } catch {
    // Where the browser keeps nothing, the page needs the network; it says so itself once there is none.
  }
}
