import type { Person } from '../types';

export const LANES = ['all', 'low', 'others'] as const;
export type Lane = (typeof LANES)[number];

/**
 * The way through the port: whoever has a green code goes apart from all others. Whoever has none is no low risk; and whom a symptom, a contact or
 * a test was declared of and is not any more is asked first.
 */
export const laneOf = (person: Person): Lane => (person.code?.colour === 'green' && !person.retracted && !person.may_be ? 'low' : 'others');
