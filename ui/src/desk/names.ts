import { civilDate, momentAt } from '../messages/dates';
import { language, said, t } from '../messages/index.svelte';
import { CHINA } from '../messages/told';
import type { Bus, Person, Place, Said } from './types';

/** A place's name in the language of the page. */
export function named(place: Place): string {
  return language() === 'en' ? place.en : place.zh;
}

/** An instant by the clock of the whole country: counters and counties have one. */
export const at = (moment: string): string => momentAt(moment, CHINA);

/** A needed thing, a reason: the words of the edition. */
export function inWords(ids: string[]): string {
  return ids.map((id) => said(id)).join(language() === 'en' ? ', ' : '、');
}

/** What was answered to a question. */
export function answered(answer: Said): string {
  const words = answer.values.map((value) => (value.text !== null ? said(value.text) : value.place ? named(value.place) : civilDate(value.typed ?? '')));
  return words.join(' · ');
}

/** What a list on paper says of somebody's code; a sample says so. */
export function codeOf(person: Person): string {
  if (!person.code) return t(person.taken_in ? 'desk-taken-in' : 'desk-no-code');
  return t(`desk-colour-${person.code.colour}`) + (person.code.sample ? ` (${t('desk-sample-code')})` : '');
}

/** How many of each code are on a bus. */
export const coloursOf = (bus: Bus): string[] =>
  Object.entries(bus.colours).map(([colour, people]) => `${t(colour === 'none' ? 'desk-no-code' : (`desk-colour-${colour}` as 'desk-colour-green'))} ${people}`);
