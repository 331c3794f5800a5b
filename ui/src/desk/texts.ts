import { addEdition, addTexts, FALLBACK } from '../messages/bundles';
import { speak, speakEdition } from '../messages/index.svelte';
import { get } from './api';

const files = import.meta.glob<string>('../../../locales/*/{desk,errors}.ftl', { query: '?raw', import: 'default' });
const here = new Set<string>();

/** The languages of the desk. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The one that the browser prefers. */
export function preferredLanguage(): Language {
  const chinese = navigator.languages.findIndex((tag) => tag.startsWith('zh'));
  const english = navigator.languages.findIndex((tag) => tag.startsWith('en'));
  return english >= 0 && (chinese < 0 || english < chinese) ? 'en' : 'zh-CN';
}

/** Says everything in this language from now on; its words are fetched once, with those that stand in for what it lacks. */
export async function say(language: Language): Promise<void> {
  await Promise.all([language, FALLBACK].map(fetchTexts));
  speak(language);
}

async function fetchTexts(language: string): Promise<void> {
  if (here.has(language)) return;
  const mine = Object.entries(files).filter(([path]) => path.includes(`/${language}/`));
  for (const [path, text] of await Promise.all(mine.map(async ([path, load]) => [path, await load()] as const))) addTexts(path, text);
  here.add(language);
}

const editions = new Map<number, Promise<void>>();

/** The words of an edition's questions and reasons are at hand, and those that are said from now on. */
export async function withEdition(edition: number): Promise<void> {
  const asked = editions.get(edition) ?? learn(edition);
  editions.set(edition, asked);
  await asked.catch(() => editions.delete(edition));
  speakEdition(edition);
}

async function learn(edition: number): Promise<void> {
  const texts = LANGUAGES.map(async (tag): Promise<[string, string]> => [tag, (await get<{ text: string }>(`editions/${edition}/texts/${tag}`)).text]);
  addEdition(edition, await Promise.all(texts));
}
