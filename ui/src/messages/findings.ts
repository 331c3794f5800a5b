import type { Finding } from '../backend/types';
import { type Arguments, language, maybe, said } from './index.svelte';

/** A question's own attribute that goes before the words of a rule. */
const OWN: Record<string, string> = { required: 'missing', 'wrong-form': 'form', 'out-of-range': 'range' };

/** What a finding says about the question whose message id is `text`. */
export function findingWords(finding: Finding, text: string): string {
  const own = OWN[finding.rule];
  const given = inWords(finding.arguments);
  return (own && maybe(`${text}.${own}`, given)) || said(`finding-${finding.rule}`, given);
}

/** What was chosen before comes as the ids of its messages. */
export function inWords(given: Finding['arguments']): Arguments {
  const all = (ids: string[]) => new Intl.ListFormat(language(), { type: 'conjunction' }).format(ids.map((id) => said(id)));
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, Array.isArray(value) ? all(value) : value]));
}
