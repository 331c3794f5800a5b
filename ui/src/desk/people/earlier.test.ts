import { expect, test } from 'vitest';

import { earlierAt } from './earlier';

const now = new Date('2026-12-14T10:00:00Z');

test('a time of the paper is the last one in Beijing, today or yesterday', () => {
  expect(earlierAt('17:40', now)).toBe('2026-12-14T09:40:00.000Z');
  expect(earlierAt('18:30', now), 'not yet today').toBe('2026-12-13T10:30:00.000Z');
  expect(earlierAt('9：05', now), 'as a Chinese keyboard types it').toBe('2026-12-14T01:05:00.000Z');
});

test('what is no time is none', () => {
  for (const text of ['', '24:00', '7', '12:60', 'now']) expect(earlierAt(text, now), text).toBeNull();
});
