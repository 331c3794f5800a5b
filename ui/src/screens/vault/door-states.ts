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
  /** And the button says what helps. */
  selfEvident?: boolean;
  /** Something is to be put into the folder, or taken out of it. */
  folder?: boolean;
  /** It opens by any way, and is not what it should be: whoever opens it goes on from there. */
  goesOn?: boolean;
}

const OTHER: DoorState = { title: 'vault-refused-title', passphraseHelps: true, again: 'common-try-again' };
const OUTSIDE: DoorState = { title: 'vault-refused-title', passphraseHelps: false, again: 'common-try-again' };
/** The title says all that is so; below it stands what to do. */
const SAID = { says: true, again: 'common-try-again' } as const;

/** By the problem's code. Each of these is something else to whoever stands before it. */
const STATES: Record<string, DoorState> = {
  'vault-keychain-locked': { ...SAID, title: 'vault-keychain-locked-title', selfEvident: true, passphraseHelps: true, again: 'vault-unlock-keychain' },
  'vault-keychain-unavailable': { ...SAID, title: 'vault-keychain-unavailable-title', passphraseHelps: true },
  'vault-keychain-changed': { ...SAID, title: 'vault-keychain-changed-title', passphraseHelps: true, untyped: 'vault-keychain-changed-untyped' },
  'vault-key-missing': { ...SAID, title: 'vault-key-missing-title', folder: true, passphraseHelps: true },
  'vault-key-mismatch': { ...SAID, title: 'vault-key-mismatch-title', folder: true, passphraseHelps: true, knowsWays: false },
  'vault-earlier': { ...SAID, title: 'vault-earlier-title', folder: true, passphraseHelps: true, again: null, goesOn: true },
  'vault-file-not-encrypted': { ...SAID, title: 'vault-not-encrypted-title', folder: true, passphraseHelps: false },
  'vault-slots-broken': { ...SAID, title: 'vault-slots-broken-title', folder: true, passphraseHelps: false },
  'vault-slots-in-the-way': { ...SAID, title: 'vault-slots-in-the-way-title', folder: true, passphraseHelps: true },
  'vault-database-gone': { ...SAID, title: 'vault-database-gone-title', folder: true, passphraseHelps: false, fileGone: true },
  'vault-file-broken': { ...SAID, title: 'vault-broken-title', folder: true, passphraseHelps: false },
  'vault-damaged': { ...SAID, title: 'vault-damaged-title', folder: true, passphraseHelps: false },
  'vault-too-new': { ...SAID, title: 'vault-too-new-title', passphraseHelps: false, again: null },
  'vault-busy': { ...SAID, title: 'vault-busy-title', passphraseHelps: false },
  // What no key helps against: something outside of Guitu has to change first.
  'vault-read-only': { ...OUTSIDE, folder: true },
  'vault-no-locks': { ...OUTSIDE, folder: true },
  'vault-disk-full': OUTSIDE,
  'vault-directory-not-private': { ...OUTSIDE, folder: true },
  'vault-io': OUTSIDE,
  'vault-not-encrypted-build': { ...OUTSIDE, again: null },
};

export function doorState(code: string): DoorState {
  return { knowsWays: true, says: false, ...(STATES[code] ?? OTHER) };
}

/** Whether what can be read of the file can be saved. */
export function canBeRescued(problem: Problem): boolean {
  return ['vault-damaged', 'vault-file-broken', 'vault-key-mismatch'].includes(problem.code);
}
