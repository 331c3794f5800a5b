import { describe, expect, it } from 'vitest';
import { countdown, nextChange } from './countdown';

const now = Date.parse('2026-12-14T03:00:00Z');
const said = (until: string) => {
  const { message, arguments: given } = countdown(until, now);
  return [message, ...Object.values(given)].join(' ');
};

describe('how long a code still holds', () => {
  it('hours are said up to two days, then days', () => {
    expect(said('2026-12-15T00:30:00Z'), '21.5 h are 21').toBe('code-left-hours 21');
    expect(said('2026-12-16T02:59:59Z'), 'a second under two days').toBe('code-left-hours 47');
    expect(said('2026-12-16T03:00:00Z'), 'two days').toBe('code-left-days 2');
    expect(said('2026-12-17T02:59:00Z'), 'never rounded up to three').toBe('code-left-days-hours 2 23');
    expect(said('2026-12-21T02:59:00Z'), 'a week that has just begun').toBe('code-left-days-hours 6 23');
  });

  it('the last hour is said in minutes and its end in words', () => {
    expect(said('2026-12-14T03:59:59Z')).toBe('code-left-minutes 59');
    expect(said('2026-12-14T03:00:30Z')).toBe('code-left-now');
  });

  it('at the very instant the code is over', () => {
    expect(countdown('2026-12-14T03:00:00Z', now).over, 'valid until is not valid at').toBe(true);
    expect(countdown('2026-12-14T03:00:00.001Z', now).over, 'one millisecond is left').toBe(false);
    expect(said('2026-12-14T02:59:40Z')).toBe('code-over-now');
    expect(said('2026-12-14T02:30:00Z')).toBe('code-over-minutes 30');
    expect(said('2026-12-13T02:30:00Z')).toBe('code-over-hours 24');
    expect(said('2026-12-04T03:00:00Z')).toBe('code-over-days 10');
  });

  it('an instant with another offset is the same instant', () => {
    expect(said('2026-12-15T08:30:00+08:00'), 'Shanghai writes its own clock').toBe('code-left-hours 21');
  });

  it('what is no instant does not hold', () => {
    expect(countdown('soon', now).over, 'a code without an end is not shown as valid').toBe(true);
    expect(said('soon')).toBe('code-over-now');
  });

  it('the wording is looked at again when it can have changed', () => {
    const until = '2026-12-14T03:10:30Z';
    const wait = nextChange(until, now);
    expect(wait, '30 s are left of this minute').toBe(30_001);
    expect(countdown(until, now + wait).arguments).toEqual({ minutes: 9 });
    expect(nextChange('2026-12-14T02:59:30Z', now), 'half a minute over: full minute in 30 s').toBe(30_000);
    expect(nextChange('soon', now), 'still looked at, without a busy loop').toBe(60_000);
  });
});
