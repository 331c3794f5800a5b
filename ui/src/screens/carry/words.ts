import type { MessageId } from '../../messages/index.svelte';

/** What an option is called, and what it means. */
export const OPTION_WORDS: Record<string, [MessageId, MessageId]> = {
  backup: ['carry-purpose-backup', 'carry-purpose-backup-lead'],
  'hand-over': ['carry-purpose-hand-over', 'carry-purpose-hand-over-lead'],
  passphrase: ['carry-seal-passphrase', 'carry-seal-passphrase-lead'],
  receiver: ['carry-seal-key', 'carry-seal-key-lead'],
  file: ['carry-way-file', 'carry-way-file-lead'],
  pictures: ['carry-way-pictures', 'carry-way-pictures-lead'],
};
