import { describe, expect, it } from 'vitest';

import { grouped, rangeOf } from './recovery-code';

describe('a recovery code while it is typed', () => {
  it('stands in groups, whatever was typed between them', () => {
    expect(grouped('abcde')).toBe('abcde');
    expect(grouped('abcdef')).toBe('abcde f');
    expect(grouped('AB CDE-FGH\u2014IJ  K')).toBe('ABCDE FGHIJ K');
    expect(grouped('ABCDE '), 'a blank that was deleted does not come back').toBe('ABCDE');
  });

  it('a wrong group is found in it', () => {
    expect(rangeOf(1, 'ABCDE FGHIJ')).toEqual([0, 5]);
    expect(rangeOf(2, 'ABCDE FGHIJ')).toEqual([6, 11]);
    expect(rangeOf(2, 'ABCDEFG-HIJK'), 'typed without a blank').toEqual([5, 11]);
    expect(rangeOf(3, 'ABCDE FGHIJ K'), 'not complete').toEqual([12, 13]);
  });
});
