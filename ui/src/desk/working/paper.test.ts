import { expect, test } from 'vitest';

import { daysOnPaper } from './paper';

test('an evening prints today and tomorrow, over the end of months and years', () => {
  expect(daysOnPaper('2026-12-14')).toEqual(['2026-12-14', '2026-12-15']);
  expect(daysOnPaper('2026-12-31')).toEqual(['2026-12-31', '2027-01-01']);
  expect(daysOnPaper('2028-02-28')).toEqual(['2028-02-28', '2028-02-29']);
});
