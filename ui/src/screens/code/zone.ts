import { intlLocales } from '../../messages/index.svelte';

/** The name of a place's time on that day, `China Standard Time`; the zone itself where the system knows no name. */
export function zoneName(instant: string, timeZone: string): string {
  try {
    const parts = new Intl.DateTimeFormat(intlLocales(), { timeZone, timeZoneName: 'long' }).formatToParts(new Date(instant));
    return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
  } catch {
    return timeZone;
  }
}
