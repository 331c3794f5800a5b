import type { DatePart } from '../messages/dates';
import { plainWidth, textOf } from './stored-text';
import { inDigits, monthOf, sharedOut } from './whole-date';

export type DateParts = Record<DatePart, string>;

/** A stored date, right or wrong, as the three fields show it. */
export function partsOf(value: unknown): DateParts {
  const [year = '', month = '', ...day] = textOf(value).split('-');
  return { year, month, day: day.join('') };
}

/**
 * The three fields as one answer: `2026-12-14` when there is such a day, in parts or whole in one of them, otherwise as typed:
 * `2026-2-30`, `2026--5`.
 */
export function storedDate(typed: DateParts): string | null {
  const parts = sharedOut(typed) ?? typed;
  const year = clean(parts.year);
  const month = clean(String(monthOf(parts.month) ?? parts.month));
  const day = clean(parts.day);
  if (year + month + day === '') return null;
  return exists(year, month, day) ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : `${year}-${month}-${day}`;
}

/** The dash parts the fields, so it cannot stand inside one; `12月` and `十二月` are the month of their field. */
function clean(part: string): string {
  const plain = inDigits(plainWidth(part)).replace(/[-\s]/g, '');
  return /^(\d+)[年月日号號.]$/.exec(plain)?.[1] ?? plain;
}

function exists(year: string, month: string, day: string): boolean {
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return false;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date.getUTCFullYear() === Number(year) && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
