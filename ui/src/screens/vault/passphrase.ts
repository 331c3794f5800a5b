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
  return passphrase.normalize('NFKC') === repeated.normalize('NFKC') ? null : 'vault-passphrase-differs';
}
