import type { Problem } from '../backend/types';
import { desk } from './state.svelte';

/** What the page asks by itself, while nobody touches it: the platform counts that as no use of the session. */
export const UNATTENDED = { 'X-Guitu-Unattended': '1' };

/** Reads something. */
export function get<Answer>(path: string, query: Record<string, string | number | undefined> = {}, headers: Record<string, string> = {}): Promise<Answer> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '').map(([name, value]) => [name, String(value)]);
  const search = new URLSearchParams(given).toString();
  return call<Answer>('GET', search === '' ? path : `${path}?${search}`, undefined, headers);
}

/** Changes something. */
export function post<Answer>(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
  return call<Answer>('POST', path, body, headers);
}

/** Ends something. */
export function remove(path: string): Promise<void> {
  return call<void>('DELETE', path);
}

/** What a refused call throws. */
export class Refused extends Error implements Problem {
  arguments: Problem['arguments'] = {};
  constructor(readonly code: string, readonly details: string[] = []) {
    super(code);
  }
}

async function call<Answer>(method: string, path: string, body?: unknown, also: Record<string, string> = {}): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(`/desk/api/${path}`, {
      method,
      credentials: 'same-origin',
      headers: { 'X-Guitu-Desk': '1', ...also, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Refused('platform-unreachable');
  }
  if (response.status === 204) return undefined as Answer;
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as Answer;
  const { code, errors } = (answer ?? {}) as { code?: string; errors?: { pointer: string }[] };
  const refused = new Refused(code ?? 'platform-garbled', (errors ?? []).map((error) => error.pointer));
  // Whichever screen asked: nobody's name stays on it once the session is over.
  if (refused.code === 'not-signed-in' && desk.me) desk.leave(refused);
  throw refused;
}
