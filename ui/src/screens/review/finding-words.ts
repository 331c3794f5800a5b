import type { Finding } from '../../backend/types';
import { maybe, said } from '../../messages/index.svelte';

/** A question's own words go first: what is missing, which form is wanted; then those of the check. */
const OWN: Record<string, string> = { required: 'missing', 'wrong-form': 'form' };

export function findingWords(question: string, finding: Finding): string {
  const own = OWN[finding.rule];
  const words = own === undefined ? undefined : maybe(`${question}.${own}`, finding.arguments);
  return words ?? said(`finding-${finding.rule}`, finding.arguments);
}
