import type { Problem, SlotKind } from '../../backend/types';

/** The ways to open that a person types. */
export const typedOf = (ways: SlotKind[]): SlotKind[] => ways.filter((way) => way !== 'keychain');

/** What is refused of the very text that was typed: it is said at its field, and no longer once another is typed. */
const OF_WHAT_WAS_TYPED = [
  'vault-passphrase-wrong',
  'vault-recovery-code-wrong',
  'vault-recovery-group-wrong',
  'vault-recovery-incomplete',
  'vault-proof-leaves',
  'backup-passphrase-wrong',
  'kiosk-staff-key-wrong',
];

export const isOfKey = (problem: Problem | null): boolean => problem !== null && OF_WHAT_WAS_TYPED.includes(problem.code);
