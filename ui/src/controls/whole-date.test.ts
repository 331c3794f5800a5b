import { expect, test } from 'vitest';

import { speak } from '../messages/index.svelte';
import { sharedOut, wholeDate } from './whole-date';

const read = (text: string) => {
  const date = wholeDate(text);
  return date && [date.year, Number(date.month), Number(date.day)].join('-');
};

test('a whole date is understood however its year comes first', () => {
  for (const text of ['2026-12-14', ' 2026年12月14日 ', '2026/12/14', '２０２６．１２．１４', '２０２６－１２－１４', '２０２６ 年 １２ 月 １４ 日', '20261214', '二〇二六年十二月十四日', '二零二六年十二月十四日']) {
    expect(read(text), text).toBe('2026-12-14');
  }
  expect(read('一九八八年三月五日')).toBe('1988-3-5');
  expect(read('一九八八年十月二十日'), 'tens without ones').toBe('1988-10-20');
});

test('a month that is a word says which number is the day', () => {
  for (const text of ['14 March 2027', 'March 14, 2027', '14-MAR-2027', '14 Mar. 2027', '2027 March 14', 'Sun, 14 Mar 2027', 'Sunday 14 March 2027']) expect(read(text), text).toBe('2027-3-14');
  speak('zh-CN');
  expect(read('14 MAR 2027'), 'as a passport has it, in every language').toBe('2027-3-14');
});

test('a date is read as a passport prints it, in two languages', () => {
  for (const text of ['14 MAR/MARS 2031', '14 三月/MAR 2031', '14 3月/MAR 2031', '14 MARZO 2031', '14 MÄR/MARS 2031', '14 März 2031']) expect(read(text), text).toBe('2031-3-14');
  expect(read('14 MAR/JUN 2031'), 'two months are none').toBeUndefined();
  expect(read('14MAR31'), 'nor is a century guessed').toBeUndefined();
});

test('what calendars and tickets write around a date says nothing of it', () => {
  for (const text of ['周五 2026年12月4日', '2026年12月4日（星期五）', '2026-12-04T13:20', '2026-12-04 13:20:00+01:00', '4 dic 2026', 'Freitag, 4. Dezember 2026', 'venerdì 4 dicembre 2026', 'Fr., 4. Dez. 2026']) {
    expect(read(text), text).toBe('2026-12-4');
    speak('zh-CN');
    expect(read(text), `${text} in the Chinese form`).toBe('2026-12-4');
    speak('en');
  }
});

test('a ticket that leaves out the year is read as far as it goes', () => {
  expect(sharedOut({ year: '', month: '', day: '04DEC' })).toEqual({ year: '', month: '12', day: '04' });
  expect(sharedOut({ year: '2026', month: '4 dic', day: '' })).toEqual({ year: '2026', month: '12', day: '4' });
  expect(sharedOut({ year: '2026', month: '12', day: '04DEC' }), 'of two months neither').toBeUndefined();
});

test('day or month first is not guessed where both could be', () => {
  expect(read('3/4/2026')).toBeUndefined();
  expect(read('12-11-1991')).toBeUndefined();
  expect(read('1.12.2026'), 'behind a full stop nobody writes the day').toBe('2026-12-1');
  expect(read('5.5.1975'), 'one and the same').toBe('1975-5-5');
  expect(read('28/03/1991'), 'there is no month 28').toBe('1991-3-28');
  expect(read('03/28/1991')).toBe('1991-3-28');
});

test('a part of a date, or another number, is left as it was typed', () => {
  for (const text of ['', '14', '2026', '12345678', '14 March', 'soon', '13.13.2026', '2026-13-01', '14 Marchand 2027', 'flight 14 March 2027', '1 2 3 4']) {
    expect(read(text), text).toBeUndefined();
  }
});
