import type { Finding } from '../backend/types';
import { civilDate } from './dates';
import { type Arguments, language, maybe, said } from './index.svelte';

/** A question's own attribute that goes before the words of a rule. */
const OWN: Record<string, string> = { required: 'missing', 'wrong-form': 'form', 'out-of-range': 'range' };

/** What a finding says about the question whose message id is `text`. */
export function findingWords(finding: Finding, text: string): string {
  const own = OWN[finding.rule];
  const given = inWords(finding.arguments);
  return (own && maybe(`${text}.${own}`, given)) || said(`finding-${finding.rule}`, given);
}

/** What was answered comes as a list: ready words, ISO dates, and the ids of the messages of what was chosen. */
export function inWords(given: Finding['arguments']): Arguments {
  const one = (word: string | { text: string }) => (typeof word === 'string' ? civilDate(word) : said(word.text));
  const all = (words: (string | { text: string })[]) => new Intl.ListFormat(language(), { type: 'conjunction' }).format(words.map(one));
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, Array.isArray(value) ? all(value) : value]));
}
