import type { Key } from '../types';
import { parsed } from '../keeping';
import type { Held } from './types';

// What is answered and not sent is in this tab alone, and gone with it: a phone may be lent.

const NAME = 'guitu-link';

/** The key of a personal link out of the address's fragment, which leaves the address at once; else the one that this tab is at. */
export function takenLink(): Held | null {
  const fragment = location.hash.slice(1);
  if (/^a[\w-]{64}$/.test(fragment)) {
    history.replaceState(null, '', location.pathname);
    const key = parsed(fragment.slice(1));
    const known = held();
    if (key === null) return null;
    return known?.key.token === key.token ? known : { key, answers: null, left: [], page: 0, organisation: '' };
  }
  return fragment === '' ? held() : null;
}

export function keep(held: Held): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify(held));
  } catch {
    // A browser that keeps nothing asks anew when the page is loaded anew.
  }
}

export function drop(): void {
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    // Nothing was kept.
  }
}

function held(): Held | null {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? 'null') as Held | null;
  } catch {
    return null;
  }
}

/** A token for this phone alone, and the digest by which the platform will know it. */
export async function ownKey(declaration: string): Promise<{ key: Key; digest: string }> {
  const token = crypto.getRandomValues(new Uint8Array(32));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', token));
  return { key: { declaration, token: text(token), born: '' }, digest: text(digest) };
}

function text(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
