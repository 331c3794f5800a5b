const HOUR = 3_600_000;

/** The last time that it was so late in Beijing, of what was written on paper: `17:40`. Nothing where that is no time. */
export function earlierAt(text: string, now: Date): string | null {
  const [, hours, minutes] = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/.exec(text.trim()) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const there = new Date(now.getTime() + 8 * HOUR);
  there.setUTCHours(Number(hours), Number(minutes), 0, 0);
  const at = there.getTime() - 8 * HOUR;
  return new Date(at > now.getTime() ? at - 24 * HOUR : at).toISOString();
}
