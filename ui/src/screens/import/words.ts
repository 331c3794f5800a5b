import type { ImportState } from '../../backend/types';
import type { MessageId } from '../../messages/index.svelte';

export const STATES: Record<ImportState, MessageId> = {
  new: 'import-state-new',
  changed: 'import-state-changed',
  unchanged: 'import-state-unchanged',
  conflicting: 'import-state-conflicting',
  asked: 'import-state-asked',
};
