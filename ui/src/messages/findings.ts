import type { Finding } from '../backend/types';
import { maybe, said } from './index.svelte';

/** A question's own attribute that goes before the words of a rule. */
const OWN: Record<string, string> = { required: 'missing', 'wrong-form': 'form', 'out-of-range': 'range' };

/** What a finding says about the question whose message id is `text`. */
export function findingWords(finding: Finding, text: string): string {
  const own = OWN[finding.rule];
  return (own && maybe(`${text}.${own}`, finding.arguments)) || said(`finding-${finding.rule}`, finding.arguments);
}
