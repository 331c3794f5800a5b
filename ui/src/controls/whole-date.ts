import { intlLocales } from '../messages/index.svelte';
import type { DateParts } from './civil-date';
import { plainWidth } from './stored-text';

const HAN_DIGITS = '〇一二三四五六七八九';
/** Languages in which passports and tickets write months and weekdays. */
const PASSPORTS = ['en', 'fr', 'es', 'it', 'de', 'pt'];
/** Which day of the week it is, in Chinese: its numeral is no day of the month. */
const HAN_WEEKDAY = /(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]/g;
/** The time of day that calendars write behind a date. */
const TIME = /(?<=\d)[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;

/** The three parts of a date of which one holds all of it. */
export function sharedOut(parts: DateParts): DateParts | undefined {
  return wholeDate(parts.year) ?? wholeDate(parts.month) ?? wholeDate(parts.day) ?? withoutYear(parts);
}

/** `04DEC` of a ticket: the year is not guessed, and asked for by its empty field. */
function withoutYear(parts: DateParts): DateParts | undefined {
  const others = parts.month === '' ? parts.day : parts.day === '' ? parts.month : '';
  const [, day, word = ''] = /^\s*(\d{1,2})\s*(\p{L}{3,}\.?)\s*$/u.exec(plainWidth(others)) ?? [];
  const month = monthOf(word);
  return day === undefined || month === undefined ? undefined : { year: parts.year, month: String(month), day };
}

/**
 * A whole date that somebody wrote into one field: year first, eight digits, Chinese numerals, with the month as a word, or with full
 * stops, behind which nobody writes the day. What could be day or month first is not guessed, unless it is the same or only one of them
 * can be a month.
 */
export function wholeDate(text: string): DateParts | undefined {
  const bare = plainWidth(text).replace(HAN_WEEKDAY, ' ').trim().replace(TIME, '');
  const plain = inDigits(bare).replace(/\(\s*\)|（\s*）/g, ' ').trim();
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

/** `14 March 2027`, `March 14, 2027`, `14-MAR-2027`, `Tue, 14 Mar 2027`; as passports have it, `14 MAR/MARS 2027`, `14 3月/MAR 2027`. */
function withMonthWord(text: string): DateParts | undefined {
  const plain = text.replace(/\d{1,2}月\s*\/(?=\s*\p{L})/u, '');
  const words = (plain.match(/\p{L}{2,}\.?(?:\s*\/\s*\p{L}{2,}\.?)?/gu) ?? []).filter((word) => monthOf(word) !== undefined || !isWeekday(word));
  const month = words.length === 1 ? monthOf(words[0] as string) : undefined;
  const [first, second, ...more] = plain.match(/\d+/g) ?? [];
  if (month === undefined || first === undefined || second === undefined || more.length > 0) return undefined;
  const [day, year] = first.length === 4 ? [second, first] : [first, second];
  return year.length === 4 && day.length <= 2 ? parts(year, String(month), day) : undefined;
}

/** The month that a word names, or each of two that mean the same, by its first three letters at least. */
export function monthOf(words: string): number | undefined {
  const named = words.split('/').map((word) => monthNamed(word.trim())).filter((month) => month !== undefined);
  return new Set(named).size === 1 ? named[0] : undefined;
}

function monthNamed(word: string): number | undefined {
  if (!/\p{L}/u.test(word)) return undefined;
  const month = names('month').findIndex((month) => isNamed(word, month));
  return month < 0 ? undefined : month + 1;
}

/** Tickets write which day of the week it is: it says nothing that the date does not. */
function isWeekday(word: string): boolean {
  return names('weekday').some((day) => isNamed(word, day));
}

function isNamed(word: string, names: string[]): boolean {
  const typed = folded(word);
  return names.some((name) => name === typed || (typed.length >= 3 && name.length > 3 && name.startsWith(typed)));
}

const told = new Map<string, string[][]>();

/** What each month or weekday is called, long and short, in the languages of passports and in the one in use. */
function names(part: 'month' | 'weekday'): string[][] {
  const languages = [...PASSPORTS, ...intlLocales()];
  const key = `${part} ${languages.join()}`;
  let all = told.get(key);
  if (!all) {
    const days = part === 'month' ? Array.from({ length: 12 }, (_, month) => Date.UTC(2024, month, 15)) : Array.from({ length: 7 }, (_, day) => Date.UTC(2024, 0, 1 + day));
    const formats = languages.flatMap((language) => (['long', 'short'] as const).map((length) => new Intl.DateTimeFormat(language, { [part]: length, timeZone: 'UTC' })));
    all = days.map((day) => formats.map((format) => folded(format.format(day))));
    told.set(key, all);
  }
  return all;
}

/** Without accents, full stops and capitals. */
const folded = (word: string): string => word.normalize('NFD').replace(/[\p{M}.]/gu, '').toLowerCase();

/** `二〇二六年三月十四日` in digits. */
export function inDigits(text: string): string {
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
