import type { PlaceTime } from '../backend/types';
import { intlLocales } from './index.svelte';

/** The time of a place as the program tells it, or an IANA zone alone, of which the engine knows what its own list says. */
export type Place = PlaceTime | string;

const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A civil date in words, `14 December 2026`; what is not a right date comes back as it was typed. */
export function civilDate(iso: string): string {
  const day = CIVIL_DATE.test(iso) ? new Date(`${iso}T00:00:00Z`) : undefined;
  if (!day || Number.isNaN(day.getTime())) return iso;
  return format(day, { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' });
}

/** The same where there is little room and no doubt about the year: `14 Dec`. */
export function shortDate(iso: string): string {
  const day = CIVIL_DATE.test(iso) ? new Date(`${iso}T00:00:00Z`) : undefined;
  if (!day || Number.isNaN(day.getTime())) return iso;
  return format(day, { month: 'short', day: 'numeric', timeZone: 'UTC' });
}

const DAY: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', day: 'numeric' };
const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** The time of day of an instant at a place: `14:32`. */
export const clockTime = (instant: string, place: Place): string => at(instant, place, TIME);

/** Date and time of an instant at a place: `14 December 2026, 18:10`. */
export const momentAt = (instant: string, place: Place): string => at(instant, place, { ...DAY, ...TIME });

/** The day of an instant at a place: `14 December 2026`. */
export const dayAt = (instant: string, place: Place): string => at(instant, place, DAY);

/** Date and time to the second: `14 December 2026 at 18:10:07`. */
export const exactMoment = (instant: string, place: Place): string => at(instant, place, { ...DAY, ...TIME, second: '2-digit' });

/** How many minutes a place's clock is ahead of UTC at an instant, by the program's word. */
export function minutesAhead(instant: string, place: PlaceTime): number {
  const when = Date.parse(instant);
  const turn = place.turns.findLast(({ from }) => Date.parse(from) <= when) ?? place.turns[0];
  return turn?.minutes ?? 0;
}

export type DatePart = 'year' | 'month' | 'day';

/** Year, month and day in the order in which the language writes them. */
export function datePartOrder(): DatePart[] {
  return new Intl.DateTimeFormat(intlLocales()).formatToParts()
    .map((part) => part.type)
    .filter((type): type is DatePart => type === 'year' || type === 'month' || type === 'day');
}

function at(instant: string, place: Place, how: Intl.DateTimeFormatOptions): string {
  if (typeof place === 'string') return format(new Date(instant), { ...how, timeZone: place });
  const shown = new Date(Date.parse(instant) + minutesAhead(instant, place) * 60_000);
  return format(shown, { ...how, timeZone: 'UTC' });
}

function format(when: Date, how: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(intlLocales(), how).format(when);
}
