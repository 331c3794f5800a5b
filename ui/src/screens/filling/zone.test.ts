import { expect, test } from 'vitest';

import { isZone } from './zone';

test('the lines of a passport are known from a number', () => {
  expect(isZone('P<CHNCHEN<<XIAOYAN<<<<<<<<<<<<<<<<<<<<<<<<<<<\nE123456784CHN9001011F3001019<<<<<<<<<<<<<<02')).toBe(true);
  for (const text of ['', 'E12345678', 'P<CHNCHEN<<XIAOYAN', 'x'.repeat(90)]) expect(isZone(text), text).toBe(false);
});
