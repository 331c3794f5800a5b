import { language } from './index.svelte';

/** One sentence after the other: a blank stands between them where the language has one. */
export const sentences = (...parts: string[]): string => parts.join(/^(zh|ja)/.test(language()) ? '' : ' ');
