import { momentAt } from '../../messages/dates';
import { intlLocales } from '../../messages/index.svelte';
import type { Verified } from './face';

/** The zones in which a code's end is told: where the traveller boards next, and where they land unless clocks there show the same. */
export function clocks({ boarding_zone: here, zone: there, valid_until }: Verified): [string, ...string[]] {
  return here === null || momentAt(valid_until, here) === momentAt(valid_until, there) ? [there] : [here, there];
}

/** An instant by this computer's clock, which says whose it is: beside times in China it would be taken for one of them. */
export function momentHere(instant: string): string {
  return `${momentAt(instant)} (${zoneName(instant, new Intl.DateTimeFormat().resolvedOptions().timeZone)})`;
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
