import type { Person } from '../types';

export const LANES = ['all', 'low', 'others'] as const;
export type Lane = (typeof LANES)[number];

/** The way through the port: whoever has a green code goes apart from all others, and whoever has none is no low risk. */
export const laneOf = (person: Person): Lane => (person.code?.colour === 'green' ? 'low' : 'others');
