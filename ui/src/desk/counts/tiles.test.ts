import { expect, test } from 'vitest';

import { strength } from './tiles';

test('ink says how many, and nothing of what is withheld', () => {
  expect([0, 1, 25, 26, 51, 76, 100].map((people) => strength(people, 100))).toEqual([0, 1, 1, 2, 3, 4, 4]);
  expect(strength(null, 100)).toBe(0);
});
