import type { PlaceTime } from '../backend/types';
import { dayAt, minutesAhead, momentAt, type Place } from './dates';
import { intlLocales, t } from './index.svelte';

export type { Place };

/** Where whoever answers a traveller is, and where they land. */
export const CHINA = 'Asia/Shanghai';

/** A zone that is no place's: nobody lives by it, so it is never told to a person. */
const NO_PLACE = /^(UTC|UCT|GMT|Zulu|Universal|Etc\/.*)?$/;

/** This computer's clock by the program's word; a browser has its own alone. */
let computer: PlaceTime | null = null;

/** Takes the program's word for what this computer's clock shows. */
export const setHere = (here: PlaceTime | null): void => void (computer = here);

/** This computer's time, whatever it is set to. */
export function computerTime(): Place {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return computer ? { ...computer, zone } : zone;
}

/** The IANA zone of a place. */
export const zoneOf = (place: Place): string => (typeof place === 'string' ? place : (place.zone ?? ''));

/** The time by which something is told where no journey says where the traveller is: this computer's, if it is a place's. */
const timeHere = (): Place => (NO_PLACE.test(zoneOf(computerTime())) ? CHINA : computerTime());

/** Where nobody says where they are, this computer's time; and that of those who answer where a browser has never heard of the zone. */
function heard(where: Place | null): Place {
  if (where === null) return timeHere();
  if (typeof where !== 'string') return where;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: where }) && where;
  } catch {
    return CHINA;
  }
}

/**
 * A time as it is told to a person: by the clock of the place where they are, which is named. Of something that happens at a place,
 * such as a departure, it is that place's clock. `null` where no journey says where they are.
 */
export function told(instant: string, where: Place | null): string {
  const place = heard(where);
  return t('time-told', { at: momentAt(instant, place), zone: zoneName(instant, place) });
}

/** The same of what has an hour only where somebody said one: else its day alone. */
export function toldOrDay(instant: string, where: Place | null, timed: boolean): string {
  return timed ? told(instant, where) : dayAt(instant, heard(where));
}

/**
 * The name of a place's time on that day, `China Standard Time`. An engine whose list of zones is older than the place's law would give
 * another time's name: then it is said how far from UTC that time is, `UTC+5`.
 */
export function zoneName(instant: string, place: Place): string {
  const timeZone = zoneOf(place);
  try {
    if (typeof place !== 'string' && momentAt(instant, timeZone) !== momentAt(instant, place)) return fromUtc(minutesAhead(instant, place));
    const parts = new Intl.DateTimeFormat(intlLocales(), { timeZone, timeZoneName: 'long' }).formatToParts(new Date(instant));
    return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
  } catch {
    return typeof place === 'string' ? timeZone : fromUtc(minutesAhead(instant, place));
  }
}

function fromUtc(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
}

/** The times in which a code's end is told: where the traveller is, and where the code is shown unless clocks there show the same. */
export function clocks(until: string, where: Place | null): [Place, ...Place[]] {
  const here = where === null ? CHINA : heard(where);
  return momentAt(until, here) === momentAt(until, CHINA) ? [CHINA] : [here, CHINA];
}
