import type { Colour } from '../../backend/types';
import type { MessageId } from '../../messages/index.svelte';

/** What a code of a colour spares its holder. */
export const SPARED = {
  green: ['code-need-not-announce', 'code-need-not-test', 'code-need-not-certificate', 'code-need-not-pay', 'code-need-not-other'],
  yellow: ['code-need-not-announce', 'code-need-not-certificate', 'code-need-not-pay', 'code-need-not-other'],
  orange: ['code-need-not-pay', 'code-need-not-other'],
} as const satisfies Record<Colour, readonly MessageId[]>;
