import { expect, test } from 'vitest';

import { partsOf, storedDate } from './civil-date';

test('a day that exists is stored as the schema writes a date', () => {
  expect(storedDate({ year: '2026', month: '3', day: '9' }), 'padded').toBe('2026-03-09');
  expect(storedDate({ year: '2024', month: '02', day: '29' }), 'a leap day').toBe('2024-02-29');
  expect(storedDate({ year: '２０２６', month: '１２', day: '１４' }), 'full-width digits').toBe('2026-12-14');
});

test('what is not a day is stored as it was typed', () => {
  expect(storedDate({ year: '2026', month: '2', day: '30' }), '30 February').toBe('2026-2-30');
  expect(storedDate({ year: '2026', month: '', day: '5' }), 'a month still missing').toBe('2026--5');
  expect(storedDate({ year: '2023', month: '2', day: '29' }), 'no leap year').toBe('2023-2-29');
  expect(storedDate({ year: '0001', month: '1', day: '1' }), 'year 1 exists; whether it fits is for the checks').toBe('0001-01-01');
  expect(storedDate({ year: 'Dec', month: '?', day: '👩‍✈️' }), 'no digits at all').toBe('Dec-?-👩‍✈️');
});

test('three empty fields are no answer', () => {
  expect(storedDate({ year: '', month: ' ', day: '' })).toBeNull();
});

test('what was stored comes back into the same fields, right or wrong', () => {
  for (const typed of [{ year: '2026', month: '2', day: '30' }, { year: '', month: '', day: '5' }, { year: '20', month: '13', day: '' }]) {
    expect(partsOf(storedDate(typed)), JSON.stringify(typed)).toEqual(typed);
  }
  expect(partsOf(42), 'an answer of another type is shown, not thrown away').toEqual({ year: '42', month: '', day: '' });
});

test('a month may be a word, and a part may bear its sign', () => {
  for (const month of ['Mar', 'march', 'MARS', '3月', '三月', '３']) expect(storedDate({ year: '2031年', month, day: '14日' }), month).toBe('2031-03-14');
  expect(storedDate({ year: '2031', month: 'Mar', day: '' }), 'nothing is lost of what is not whole').toBe('2031-3-');
  expect(storedDate({ year: '2031', month: 'soon', day: '1' })).toBe('2031-soon-1');
});
