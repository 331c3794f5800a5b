import { describe, expect, it } from 'vitest';
import { BELOW, between, itemLine } from './item-line';

const line = (...answers: [string, string][]) => itemLine(answers.map(([control, words]) => ({ control, words })), (words) => words).replaceAll('\u00a0', ' ');

describe('an item in one line', () => {
  it('is read as on a ticket', () => {
    expect(line(['flight', 'LH728'], ['airport', 'FRA'], ['airport', 'PVG'], ['date', '14 Dec'], ['time', '17:50'], ['date', '15 Dec'], ['time', '11:10'], ['seat', '31A']))
      .toBe('LH728 · FRA → PVG · 14 Dec 17:50 → 15 Dec 11:10 · 31A');
  });
  it('has its days below its places where there is room', () => {
    expect(between(['flight', 'airport', 'airport', 'date', 'time'])).toEqual(['', ' · ', ' → ', BELOW, '\u00a0']);
  });
  it('without hours, and of a stay', () => {
    expect(line(['airport', 'FRA'], ['airport', 'PVG'], ['date', '14 Dec'], ['date', '15 Dec'])).toBe('FRA → PVG · 14 Dec → 15 Dec');
    expect(line(['country', 'Italy'], ['date', '1 Oct'], ['date', '2 Dec'])).toBe('Italy · 1 Oct → 2 Dec');
    expect(line(['text', 'WU AMEI'], ['date', '20 October 1948'])).toBe('WU AMEI · 20 October 1948');
  });
});
