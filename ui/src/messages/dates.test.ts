import { expect, test } from 'vitest';

import { civilDate, datePartOrder, shortDate } from './dates';
import { speak } from './index.svelte';

test('a civil date has its month as a word, in the order of the language', () => {
  expect(civilDate('2026-12-14')).toBe('14 December 2026');
  speak('zh-CN');
  expect(civilDate('2026-12-14')).toBe('2026年12月14日');
});

test('in a list a date is short and still has its month as a word', () => {
  speak('en');
  expect(shortDate('2026-12-14')).toBe('14 Dec');
  expect(shortDate('soon')).toBe('soon');
});

test('what is not a date is said as it was typed', () => {
  expect(civilDate('2026-2-30')).toBe('2026-2-30');
  expect(civilDate('LH 728')).toBe('LH 728');
});

test('the fields of a date follow the language', () => {
  expect(datePartOrder()).toEqual(['day', 'month', 'year']);
  speak('zh-CN');
  expect(datePartOrder()).toEqual(['year', 'month', 'day']);
});
