import { FluentBundle, FluentResource } from '@fluent/bundle';

const files = import.meta.glob<string>('../../../locales/*/*.ftl', { query: '?raw', import: 'default', eager: true });

/** The language whose words stand in where another has none. */
export const FALLBACK = 'en';

const bundles = new Map<string, FluentBundle>();
for (const [path, text] of Object.entries(files)) {
  const language = path.split('/').at(-2) ?? FALLBACK;
  const bundle = bundles.get(language) ?? new FluentBundle(locales(language));
  bundle.addResource(new FluentResource(text));
  bundles.set(language, bundle);
}

/** Texts of a language, or of the fallback where there are none. */
export function bundleOf(language: string): FluentBundle | undefined {
  return bundles.get(language) ?? bundles.get(FALLBACK);
}

/** The languages that have texts. */
export function languages(): string[] {
  return [...bundles.keys()];
}

/** For `Intl`. English is written for the whole world: day before month. */
export function locales(language: string): string[] {
  return language === 'en' ? ['en-GB'] : [language];
}
