import { describe, expect, it } from 'vitest';
import { compare, strength } from './passphrase';

describe('choosing a passphrase', () => {
  it('two equal entries are taken; a space between words counts, and one at an end or twice does not', () => {
    expect(compare(' 四 个 词 ', '四  个 词')).toBeNull();
    expect(compare('tea house ', 'tea house'), 'the vault reads both as one').toBeNull();
    expect(compare('tea house', 'teahouse'), 'a space belongs to the passphrase').toBe('vault-passphrase-differs');
  });

  it('quotes and dashes that a program puts in the place of the keyboard’s are the same', () => {
    expect(compare('\u2018it\u2019s \u201chere\u201d\u2014now\u2019', `'it's "here"--now'`)).toBeNull();
    expect(compare('tea-house', 'tea house'), 'a dash is no blank').toBe('vault-passphrase-differs');
  });

  it('an entry that was not repeated is not used', () => {
    expect(compare('river lamp', ''), 'nothing was repeated').toBe('vault-passphrase-differs');
    expect(compare('', ''), 'equal, but there is nothing').toBe('vault-passphrase-empty');
  });

  it('letters that a keyboard writes differently are the same entry', () => {
    expect(compare('e\u0301 \uff21', '\u00e9\u00a0A'), 'the vault takes both in one form').toBeNull();
    expect(compare('\u0430bc', 'abc'), 'a letter of another script is another one').toBe('vault-passphrase-differs');
  });

  it('advice grows with length and not with repetition', () => {
    expect(strength('password'), 'one word').toBe('weak');
    expect(strength('aaaaaaaaaaaaaaaaaaaaaaaa'), 'long, but one character').toBe('weak');
    expect(strength('river lamp tea'), 'three words').toBe('fair');
    expect(strength('river lamp tea bridge moss'), 'five words').toBe('strong');
    expect(strength('雨后西湖断桥边卖藕粉'), 'ten Chinese characters').toBe('strong');
  });
});
