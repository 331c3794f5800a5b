// What is said while a passphrase is chosen. The vault alone decides whether it is long enough to be taken.

import type { Problem } from '../../backend/types';

export type Strength = 'weak' | 'fair' | 'strong';

export type PassphraseProblem = 'vault-passphrase-empty' | 'vault-passphrase-differs';

/** Advice, not a rule: a guesser's work grows with length, and less so where characters repeat. */
export function strength(passphrase: string): Strength {
  const characters = [...passphrase.trim()];
  const different = new Set(characters).size;
  const effort = Math.min(characters.length, different * 2) + hanBonus(characters);
  if (effort < 14) return 'weak';
  return effort < 20 ? 'fair' : 'strong';
}

/** A Chinese character stands for about as much as a syllable of Latin letters. */
function hanBonus(characters: string[]): number {
  return characters.filter((it) => /\p{Script=Han}/u.test(it)).length;
}

/** Whether something was refused because of the new passphrase itself. */
export function isRefused(problem: Problem | null): boolean {
  return problem?.code === 'vault-passphrase-too-short' || problem?.code === 'vault-passphrase-common';
}

/** What keeps the two entries from being used, or nothing. However a keyboard writes them, the vault reads them in one form. */
export function compare(passphrase: string, repeated: string): PassphraseProblem | null {
  if (passphrase === '') return 'vault-passphrase-empty';
  return inOneForm(passphrase) === inOneForm(repeated) ? null : 'vault-passphrase-differs';
}

/** As the vault reads it: typographic quotes and dashes are the keyboard's, and several blanks are one. */
function inOneForm(text: string): string {
  const plain = text.replace(/[\u2018-\u201b\u2032\u02b9\u02bc`\u00b4]/g, "'").replace(/[\u201c-\u201f\u2033\u00ab\u00bb\u300c-\u300f]/g, '"').normalize('NFKC');
  return plain.replace(/[\u2010-\u2015\u2212-]+/g, '-').replace(/\s+/g, ' ').trim();
}
