import type { Problem } from '../backend/types';
import type { Key, RefusedView, Says, View } from './types';

/** What a refused call throws. */
export class Refused extends Error implements Problem {
  arguments: Problem['arguments'] = {};
  constructor(readonly code: string) {
    super(code);
  }
}

/** How the declaration stands. */
export const look = (key: Key): Promise<View | RefusedView> => ask('look', sent(key));

/** Says something; what is sent twice is said once. */
export const say = (key: Key, word: { id: string; at: string; says: Says }): Promise<View> => ask('say', { key: sent(key), ...word });

const sent = ({ declaration, token, born, claim }: Key) => (claim === undefined ? { declaration, token, born } : { claim, born });

// What opens a declaration goes in the body: addresses and headers are what logs keep.
export async function ask<T>(path: string, body: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/me/api/${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  } catch {
    throw new Refused('platform-unreachable');
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer as T;
  throw new Refused((answer as { code?: string } | null)?.code ?? 'platform-garbled');
}
