import { intlLocales } from './index.svelte';

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

/** The time of day of an instant, here: `14:32`. */
export function clockTime(instant: string): string {
  return format(new Date(instant), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** Date and time of an instant at a place: `14 December 2026, 18:10`. */
export function momentAt(instant: string, zone: string): string {
  return format(new Date(instant), {
    year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone,
  });
}

/** The day of an instant at a place: `14 December 2026`. */
export function dayAt(instant: string, zone: string): string {
  return format(new Date(instant), { year: 'numeric', month: 'long', day: 'numeric', timeZone: zone });
}

/** The same to the second: `14 December 2026 at 18:10:07`. */
export function exactMoment(instant: string): string {
  return format(new Date(instant), {
    year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  });
}

export type DatePart = 'year' | 'month' | 'day';

/** Year, month and day in the order in which the language writes them. */
export function datePartOrder(): DatePart[] {
  return new Intl.DateTimeFormat(intlLocales()).formatToParts()
    .map((part) => part.type)
    .filter((type): type is DatePart => type === 'year' || type === 'month' || type === 'day');
}

function format(when: Date, how: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(intlLocales(), how).format(when);
}
