import type { Problem } from '../../backend/types';
import type { MessageId } from '../../messages/index.svelte';

/** A shut door: what is so, and what helps. */
export interface DoorState {
  title: MessageId;
  /** A passphrase, where one is set, opens in spite of it. */
  passphraseHelps: boolean;
  /** Trying again as it is can help once something was done outside of Guitu. */
  again: MessageId | null;
  /** Which ways there are is known: not where the slots are another vault's. */
  knowsWays?: boolean;
  /** Nothing opens it as long as the file is not back: one can only begin beside it. */
  fileGone?: boolean;
  /** What to do where no typed way is set. */
  untyped?: MessageId;
  /** The title has said what the problem would say again. */
  says?: boolean;
  /** Something is to be put into the folder, or taken out of it. */
  folder?: boolean;
}

const KEY_ELSEWHERE: DoorState = { title: 'vault-key-missing-title', folder: true, passphraseHelps: true, again: 'common-try-again' };
const DAMAGED: DoorState = { title: 'vault-damaged-title', folder: true, passphraseHelps: false, again: 'common-try-again' };
const OTHER: DoorState = { title: 'vault-refused-title', passphraseHelps: true, again: 'common-try-again' };

const OUTSIDE: DoorState = { title: 'vault-refused-title', passphraseHelps: false, again: 'common-try-again' };

/** By the problem's code. Each of these is something else to whoever stands before it. */
const STATES: Record<string, DoorState> = {
  'vault-keychain-locked': { title: 'vault-keychain-locked-title', says: true, passphraseHelps: true, again: 'vault-unlock-keychain', untyped: 'vault-keychain-locked-untyped' },
  'vault-keychain-unavailable': { title: 'vault-keychain-unavailable-title', says: true, passphraseHelps: true, again: 'common-try-again' },
  'vault-keychain-changed': { title: 'vault-keychain-changed-title', passphraseHelps: true, again: 'common-try-again', untyped: 'vault-keychain-changed-untyped' },
  'vault-key-missing': KEY_ELSEWHERE,
  'vault-key-mismatch': { title: 'vault-key-mismatch-title', folder: true, passphraseHelps: true, again: 'common-try-again', knowsWays: false },
  'vault-file-not-encrypted': { title: 'vault-not-encrypted-title', folder: true, passphraseHelps: false, again: 'common-try-again' },
  'vault-slots-broken': { title: 'vault-slots-broken-title', folder: true, says: true, passphraseHelps: false, again: 'common-try-again' },
  'vault-database-gone': { title: 'vault-database-gone-title', folder: true, passphraseHelps: false, again: 'common-try-again', fileGone: true },
  'vault-file-broken': DAMAGED,
  'vault-damaged': DAMAGED,
  'vault-too-new': { title: 'vault-too-new-title', passphraseHelps: false, again: null },
  // What no key helps against: something outside of Guitu has to change first.
  'vault-read-only': { ...OUTSIDE, folder: true },
  'vault-no-locks': { ...OUTSIDE, folder: true },
  'vault-disk-full': OUTSIDE,
  'vault-directory-not-private': { ...OUTSIDE, folder: true },
  'vault-io': OUTSIDE,
  'vault-not-encrypted-build': { ...OUTSIDE, again: null },
  'vault-busy': { title: 'vault-busy-title', passphraseHelps: false, again: 'common-try-again' },
};

export function doorState(code: string): DoorState {
  return { knowsWays: true, says: false, ...(STATES[code] ?? OTHER) };
}

/** Whether what can be read of the file can be saved. */
export function canBeRescued(problem: Problem): boolean {
  return problem.code === 'vault-damaged' || problem.code === 'vault-file-broken';
}
