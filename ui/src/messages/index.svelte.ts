import { type Arguments, fluentArguments } from './arguments';
import { bundleOf, FALLBACK, locales } from './bundles';

export type { Arguments } from './arguments';
export { languages } from './bundles';

let current = $state(FALLBACK);

/** BCP 47 tag of the words now on screen. */
export function language(): string {
  return current;
}

/** For `Intl`. */
export function intlLocales(): string[] {
  return locales(current);
}

/** Says everything in another language from now on; nothing that was typed or focused is touched. */
export function speak(tag: string): void {
  current = tag;
  document.documentElement.lang = tag;
  document.documentElement.dir = new Set(['ar', 'fa', 'he', 'ug', 'ur']).has(tag.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

/** The words of a message, or of its attribute: `t('q-legs-from')`, `t('q-legs-from.hint')`. */
export function t(id: string, given: Arguments = {}): string {
  return words(current, id, given) ?? words(FALLBACK, id, given) ?? id;
}

/** The words if there are any: hints, and texts that stand in for others. */
export function maybe(id: string, given: Arguments = {}): string | undefined {
  return words(current, id, given) ?? words(FALLBACK, id, given);
}

/** A message in a language that is not the current one: a language's own name, the code's second word. */
export function inLanguage(tag: string, id: string, given: Arguments = {}): string {
  return words(tag, id, given) ?? t(id, given);
}

function words(tag: string, id: string, given: Arguments): string | undefined {
  const bundle = bundleOf(tag);
  const [name = id, attribute] = id.split('.');
  const message = bundle?.getMessage(name);
  const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
  if (!bundle || !pattern) return undefined;
  return bundle.formatPattern(pattern, fluentArguments(given), []);
}
