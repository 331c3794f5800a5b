import { intlLocales } from '../messages/index.svelte';
import type { DateParts } from './civil-date';
import { plainWidth } from './stored-text';

const HAN_DIGITS = '〇一二三四五六七八九';
/** Languages in which passports and tickets write months. */
const WRITTEN_IN = ['en'];

/** The three parts of a date of which one holds all of it. */
export function sharedOut(parts: DateParts): DateParts | undefined {
  return wholeDate(parts.year) ?? wholeDate(parts.month) ?? wholeDate(parts.day);
}

/**
 * A whole date that somebody wrote into one field: year first, eight digits, Chinese numerals, with the month as a word, or with full
 * stops, behind which nobody writes the day. What could be day or month first is not guessed, unless it is the same or only one of them
 * can be a month.
 */
export function wholeDate(text: string): DateParts | undefined {
  const plain = inDigits(plainWidth(text)).trim();
  return yearFirst(plain) ?? withMonthWord(plain) ?? yearLast(plain);
}

function yearFirst(text: string): DateParts | undefined {
  const [, year, month, day] = /^\D*(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})\D*$/.exec(text) ?? /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text) ?? [];
  return parts(year, month, day);
}

function yearLast(text: string): DateParts | undefined {
  const [, first = '', by = '', second = '', year] = /^(\d{1,2})([./\-\s]+)(\d{1,2})[./\-\s]+(\d{4})$/.exec(text) ?? [];
  if (by.includes('.') || Number(first) > 12 || first === second) return parts(year, second, first);
  return Number(second) > 12 ? parts(year, first, second) : undefined;
}

/** `14 March 2027`, `March 14, 2027`, `14-MAR-2027`, `Tue, 14 Mar 2027`. */
function withMonthWord(text: string): DateParts | undefined {
  const words = (text.match(/\p{L}{2,}\.?/gu) ?? []).filter((word) => !isWeekday(word));
  const month = words.length === 1 ? monthOf(words[0] as string) : undefined;
  const [first, second, ...more] = text.match(/\d+/g) ?? [];
  if (month === undefined || first === undefined || second === undefined || more.length > 0) return undefined;
  const [day, year] = first.length === 4 ? [second, first] : [first, second];
  return year.length === 4 && day.length <= 2 ? parts(year, String(month), day) : undefined;
}

/** The month that a word names in English or in the language in use, by its first three letters at least. */
function monthOf(word: string): number | undefined {
  for (let month = 0; month < 12; month++) {
    if (isNamed(word, 'month', Date.UTC(2024, month, 15))) return month + 1;
  }
  return undefined;
}

/** Tickets write which day of the week it is: it says nothing that the date does not. */
function isWeekday(word: string): boolean {
  return Array.from({ length: 7 }, (_, day) => Date.UTC(2024, 0, 1 + day)).some((day) => isNamed(word, 'weekday', day));
}

function isNamed(word: string, part: 'month' | 'weekday', day: number): boolean {
  const typed = folded(word);
  return [WRITTEN_IN, intlLocales()].some((locales) =>
    (['long', 'short'] as const).some((length) => {
      const name = folded(new Intl.DateTimeFormat(locales, { [part]: length, timeZone: 'UTC' }).format(day));
      return name === typed || (typed.length >= 3 && name.length > 3 && name.startsWith(typed));
    }),
  );
}

/** Without accents, full stops and capitals. */
const folded = (word: string): string => word.normalize('NFD').replace(/[\p{M}.]/gu, '').toLowerCase();

/** `二〇二六年三月十四日` in digits. */
function inDigits(text: string): string {
  return text.replace(/[〇○零一二三四五六七八九十]+/g, (numeral) => {
    const digit = (one: string) => String(HAN_DIGITS.indexOf(one));
    const zeros = numeral.replace(/[○零]/g, '〇');
    if (!zeros.includes('十')) return [...zeros].map(digit).join('');
    const [tens = '', ones = ''] = zeros.split('十');
    return String((tens === '' ? 1 : Number(digit(tens))) * 10 + (ones === '' ? 0 : Number(digit(ones))));
  });
}

function parts(year: string | undefined, month: string | undefined, day: string | undefined): DateParts | undefined {
  if (!year || !month || !day) return undefined;
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31 ? { year, month, day } : undefined;
}
