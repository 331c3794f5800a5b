import { addEdition, addTexts } from '../messages/bundles';
import { speak, speakEdition } from '../messages/index.svelte';

const files = import.meta.glob<string>('../../../locales/{zh-CN,en}/{me,app,chamber,desk,errors}.ftl', { query: '?raw', import: 'default' });
let areHere: Promise<unknown> | undefined;

/** The languages of the page. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The one that the browser prefers. */
export function preferredLanguage(): Language {
  const chinese = navigator.languages.findIndex((tag) => tag.startsWith('zh'));
  const english = navigator.languages.findIndex((tag) => tag.startsWith('en'));
  return english >= 0 && (chinese < 0 || english < chinese) ? 'en' : 'zh-CN';
}

/** Says everything in this language from now on. Both are fetched: the code says its word in two. */
export async function say(language: Language): Promise<void> {
  areHere ??= Promise.all(Object.entries(files).map(async ([path, load]) => addTexts(path, await load())));
  await areHere;
  speak(language);
}

/** An edition's words for its reasons and hotlines, by language, as they are kept on the phone. */
export type EditionTexts = { edition: number; texts: [string, string][] };

/** The words of an edition: those that are kept, or fetched. */
export async function textsOf(edition: number, kept: EditionTexts | null): Promise<EditionTexts> {
  return kept?.edition === edition ? kept : await learn(edition);
}

const added = new Set<number>();

/** Says the words of an edition from now on. Before anything is drawn with them. */
export function speakWith({ edition, texts }: EditionTexts): void {
  if (!added.has(edition)) addEdition(edition, texts);
  added.add(edition);
  speakEdition(edition);
}

async function learn(edition: number): Promise<EditionTexts> {
  const texts = LANGUAGES.map(async (tag): Promise<[string, string]> => {
    const answer = await fetch(`/me/api/editions/${edition}/texts/${tag}`);
    if (!answer.ok) throw new Error('no texts');
    return [tag, ((await answer.json()) as { text: string }).text];
  });
  return { edition, texts: await Promise.all(texts) };
}
