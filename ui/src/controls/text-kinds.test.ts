import { expect, test } from 'vitest';

import { storedNumber, storedTime, TEXT_KINDS } from './text-kinds';

test('a number is stored as a number, with a point, a comma or full-width digits', () => {
  expect(storedNumber('37.2')).toBe(37.2);
  expect(storedNumber('37,2')).toBe(37.2);
  expect(storedNumber('３７．２')).toBe(37.2);
});

test('what is no number, or not yet one, stays as typed', () => {
  expect(storedNumber('37.'), 'still being typed').toBe('37.');
  expect(storedNumber('warm')).toBe('warm');
  expect(storedNumber('9'.repeat(400)), 'no number that JSON could hold').toBe('9'.repeat(400));
  expect(storedNumber(''), 'nothing').toBeNull();
});

test('a time is stored with two digits each, however it was typed', () => {
  for (const typed of ['9:05', '09:05', '9.05', '0905', '9：05']) expect(storedTime(typed), typed).toBe('09:05');
  expect(storedTime('9'), 'still being typed').toBe('9');
  expect(storedTime('25:99'), 'whether it exists is for the checks').toBe('25:99');
});

test('a document number is stored in capitals and plain width', () => {
  expect(TEXT_KINDS['document-number']?.store('ｅ12345678')).toBe('E12345678');
  expect(TEXT_KINDS.text?.store('ｅ'), 'other text stays as typed').toBe('ｅ');
});
