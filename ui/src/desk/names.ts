import { language, said } from '../messages/index.svelte';
import type { Place } from './types';

/** A place's name in the language of the page. */
export function named(place: Place): string {
  return language() === 'en' ? place.en : place.zh;
}

/** A needed thing, a reason: the words of the edition. */
export function inWords(ids: string[]): string {
  return ids.map((id) => said(id)).join(language() === 'en' ? ', ' : '、');
}
