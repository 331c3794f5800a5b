import type { PlaceTime } from '../backend/types';
import { dayAt, momentAt, type Place } from './dates';
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
  const place = called(instant, heard(where));
  return t('time-told', { at: momentAt(instant, place), zone: zoneName(instant, place) });
}

/** On one screen one hour has one name: where clocks show what those in China show, they are called after them. */
const called = (instant: string, place: Place): Place => (momentAt(instant, place) === momentAt(instant, CHINA) ? CHINA : place);

/** The same of what has an hour only where somebody said one: else its day alone. */
export function toldOrDay(instant: string, where: Place | null, timed: boolean): string {
  return timed ? told(instant, where) : dayAt(instant, heard(where));
}

/** What an engine says of a zone without a name of its own: how far from UTC it is, which tells nobody whose clock is meant. */
const NO_NAME = /^(UTC|GMT)\s*([+\u2212-]|$)/u;

/** Of an old list the place alone is believed: whose standard this once was says nothing of the hour. */
const STANDARD = / Standard(?= )|标准/u;

/**
 * The name of a place's time on that day, `China Standard Time`. One that has none is called after its country or city, `Jordan Time`; so
 * is one of which the engine's list of zones is older than the place's law: its name for that day would be another time's.
 */
export function zoneName(instant: string, place: Place): string {
  const timeZone = zoneOf(place);
  const named = (timeZoneName: 'long' | 'longGeneric') =>
    new Intl.DateTimeFormat(intlLocales(), { timeZone, timeZoneName }).formatToParts(new Date(instant)).find(({ type }) => type === 'timeZoneName')?.value;
  try {
    const isOld = typeof place !== 'string' && momentAt(instant, timeZone) !== momentAt(instant, place);
    const long = isOld ? undefined : named('long');
    const name = long && !NO_NAME.test(long) ? long : named('longGeneric')?.replace(STANDARD, '');
    return name && !NO_NAME.test(name) ? name : t('time-of', { city: city(timeZone) });
  } catch {
    return t('time-of', { city: city(timeZone) });
  }
}

/** The city that a zone is called after, `Almaty`. */
const city = (zone: string) => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');

/** The times in which a code's end is told: where the traveller is, and where the code is shown unless clocks there show the same. */
export function clocks(until: string, where: Place | null): [Place, ...Place[]] {
  const here = where === null ? CHINA : heard(where);
  return momentAt(until, here) === momentAt(until, CHINA) ? [CHINA] : [here, CHINA];
}
