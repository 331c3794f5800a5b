// How long a code still holds, in the largest unit that does not flatter.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Unit = 'days' | 'hours' | 'minutes' | 'now';
type Message = `code-${'left' | 'over'}-${Unit}` | 'code-left-days-hours';

export interface Countdown {
  over: boolean;
  message: Message;
  arguments: Record<string, number>;
}

/** Rounded down, so that a code never seems to last longer than it does. Hours are said up to two days. */
export function countdown(until: string, now: number): Countdown {
  const left = Date.parse(until) - now;
  // What cannot be read as an instant does not hold.
  const over = !(left > 0);
  const span = Math.abs(left);
  const [unit, count] = largest(Number.isNaN(span) ? 0 : span);
  const hours = unit === 'days' ? Math.floor((span % DAY) / HOUR) : 0;
  // A code of a week that was made a minute ago is not one of six days.
  if (!over && hours > 0) return { over, message: 'code-left-days-hours', arguments: { days: count, hours } };
  return {
    over,
    message: `code-${over ? 'over' : 'left'}-${unit}`,
    arguments: unit === 'now' ? {} : { [unit]: count },
  };
}

function largest(span: number): [Unit, number] {
  if (span >= 2 * DAY) return ['days', Math.floor(span / DAY)];
  if (span >= HOUR) return ['hours', Math.floor(span / HOUR)];
  if (span >= MINUTE) return ['minutes', Math.floor(span / MINUTE)];
  return ['now', 0];
}

/** Milliseconds until the wording may change: the next full minute of what is left. */
export function nextChange(until: string, now: number): number {
  const left = Date.parse(until) - now;
  if (Number.isNaN(left)) return MINUTE;
  const rest = ((left % MINUTE) + MINUTE) % MINUTE;
  return left > 0 ? rest + 1 : MINUTE - rest;
}
