import { civilDate } from '../../messages/dates';

/** A month by its name, of `2026-12`: a date's words without its day. */
export function monthName(month: string): string {
  const [year = '', number = ''] = month.split('-');
  const words = civilDate(`${month}-01`);
  return words.includes('年') ? `${year}年${Number(number)}月` : words.replace(/^1\s+/, '');
}
