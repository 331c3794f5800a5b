import { FluentDateTime, type FluentVariable } from '@fluent/bundle';

export type Arguments = Record<string, string | number>;

const CIVIL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Arguments as Fluent wants them: an ISO date becomes a date that is written with the month as a word. */
export function fluentArguments(given: Arguments): Record<string, FluentVariable> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, fluentArgument(value)]));
}

function fluentArgument(value: string | number): FluentVariable {
  if (typeof value === 'number' || !CIVIL_DATE.test(value)) return value;
  const instant = Date.parse(`${value}T00:00:00Z`);
  if (Number.isNaN(instant)) return value;
  return new FluentDateTime(instant, { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' });
}
