import type { PlaceTime } from '../src/backend/types';

/** Places of the travellers in tests, as the program tells their time in winter 2026. */
const winter = (zone: string, minutes: number): PlaceTime => ({ zone, turns: [{ from: '2026-10-25T01:00:00Z', minutes }] });

export const ROME = winter('Europe/Rome', 60);
export const MADRID = winter('Europe/Madrid', 60);
export const SINGAPORE = winter('Asia/Singapore', 480);
export const BUENOS_AIRES = winter('America/Argentina/Buenos_Aires', -180);
