import { FluentBundle, FluentResource } from '@fluent/bundle';

import { number } from '../../../rulebook/edition.json';

/** The language whose words stand in where another has none. */
export const FALLBACK = 'en';

/** The edition whose words are built in. */
export const BUNDLED_EDITION = number;

const bundles = new Map<string, FluentBundle>();

/** Takes in a file of `locales/`, by its path. Which files a page has, its entry says: `all-texts.ts` those of the app. */
export function addTexts(path: string, text: string): void {
  add(bundles, path.split('/').at(-2) ?? FALLBACK, text);
}

/** Words of editions that came later, by number and language. */
const later = new Map<number, Map<string, FluentBundle>>();

/** Texts of a language, or of the fallback where there are none. */
export function bundleOf(language: string): FluentBundle | undefined {
  return bundles.get(language) ?? bundles.get(FALLBACK);
}

/** The words of an edition itself; none for the one that is built in. */
export function editionBundleOf(edition: number, language: string): FluentBundle | undefined {
  return later.get(edition)?.get(language);
}

/** Whether this edition's words are at hand. */
export function knowsEdition(edition: number): boolean {
  return edition === BUNDLED_EDITION || later.has(edition);
}

/** Takes in the words of an edition, by language. */
export function addEdition(edition: number, texts: [language: string, text: string][]): void {
  const known = new Map<string, FluentBundle>();
  for (const [language, text] of texts) add(known, language, text);
  later.set(edition, known);
}

/** The languages that have texts. */
export function languages(): string[] {
  return [...bundles.keys()];
}

/** For `Intl`. English is written for the whole world: day before month. */
export function locales(language: string): string[] {
  return language === 'en' ? ['en-GB'] : [language];
}

function add(to: Map<string, FluentBundle>, language: string, text: string): void {
  const bundle = to.get(language) ?? new FluentBundle(locales(language));
  bundle.addResource(new FluentResource(text));
  to.set(language, bundle);
}
