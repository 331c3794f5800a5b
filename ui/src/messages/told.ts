import { dayAt, momentAt } from './dates';
import { intlLocales, t } from './index.svelte';

/** Where whoever answers a traveller is, and where they land. */
export const CHINA = 'Asia/Shanghai';

/** The zone that this computer is set to. */
export const computerZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A zone that is no place's: nobody lives by it, so it is never told to a person. */
const NO_PLACE = /^(UTC|UCT|GMT|Zulu|Universal|Etc\/.*)?$/;

/** The zone by which times are told where no journey says where the traveller is: this computer's, if it is a place's. */
const zoneHere = () => (NO_PLACE.test(computerZone()) ? CHINA : computerZone());

/**
 * A time as it is told to a person: by the clock of the place where they are, which is named. Of something that happens at a place,
 * such as a departure, it is that place's clock. `null` where no journey says where they are.
 */
export function told(instant: string, zone: string | null): string {
  const place = zone ?? zoneHere();
  return t('time-told', { at: momentAt(instant, place), zone: zoneName(instant, place) });
}

/** The same of what has an hour only where somebody said one: else its day alone. */
export function toldOrDay(instant: string, zone: string | null, timed: boolean): string {
  return timed ? told(instant, zone) : dayAt(instant, zone ?? zoneHere());
}

/** The name of a place's time on that day, `China Standard Time`; the zone itself where the system knows no name. */
export function zoneName(instant: string, timeZone: string): string {
  try {
    const parts = new Intl.DateTimeFormat(intlLocales(), { timeZone, timeZoneName: 'long' }).formatToParts(new Date(instant));
    return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
  } catch {
    return timeZone;
  }
}

/** The zones in which a code's end is told: where the traveller is, and where the code is shown unless clocks there show the same. */
export function clocks(until: string, here: string | null): [string, ...string[]] {
  return here === null || momentAt(until, here) === momentAt(until, CHINA) ? [CHINA] : [here, CHINA];
}
