/** The days of the evening's lists: today, whose night flights are still to come, and tomorrow. */
export function daysOnPaper(today: string): string[] {
  const tomorrow = new Date(`${today}T00:00:00Z`);
  tomorrow.setUTCDate(tomorrow.getUTCDate() + 1);
  return [today, tomorrow.toISOString().slice(0, 10)];
}
