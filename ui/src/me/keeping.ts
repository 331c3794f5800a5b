import { slipCode } from '../slip-code';
import type { EditionTexts } from './texts';
import type { Key, RefusedView, Says, View } from './types';

// What a phone keeps, so that code and way are there without a network: the traveller's own phone, as a boarding pass is kept.
// `forget` takes all of it away, and the app can shut every phone out.

/** Something said that the platform does not have yet. */
export interface Waiting { id: string; at: string; says: Says }

export interface Kept {
  key: Key;
  view: View | null;
  texts: EditionTexts | null;
  waiting: Waiting[];
  /** Why the platform has refused it. */
  refused?: RefusedView | null;
  /** Answered here by a personal link, when and for whom: the declaration follows once its helper has sent the rest. */
  answered?: { at: string; organisation: string };
}

const NAME = 'guitu-me';

export function read(): Kept[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? '[]');
    return Array.isArray(kept) ? (kept as Kept[]) : [];
  } catch {
    return [];
  }
}

export function write(kept: Kept[]): void {
  try {
    if (kept.length === 0) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing shows it all the same, as long as the page is open.
  }
}

/** Id and token out of the address's fragment, which leaves the address at once: no history keeps it. */
export function takenKey(): Key | null {
  const fragment = location.hash.slice(1);
  if (fragment === '') return null;
  history.replaceState(null, '', location.pathname);
  return parsed(fragment);
}

/** The key that a slip's code is. */
export function typedKey(text: string): Key | null {
  const claim = slipCode(text);
  return claim === null ? null : { declaration: claim, token: '', born: '', claim };
}

export function parsed(fragment: string): Key | null {
  if (!/^[\w-]{64}$/.test(fragment)) return null;
  const bytes = Uint8Array.from(atob(fragment.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
  const hex = Array.from(bytes.slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const declaration = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  const token = btoa(String.fromCharCode(...bytes.slice(16))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return { declaration, token, born: '' };
}
