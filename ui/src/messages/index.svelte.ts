import type { FluentBundle } from '@fluent/bundle';

import { type Arguments, fluentArguments } from './arguments';
import { BUNDLED_EDITION, bundleOf, editionBundleOf, FALLBACK, locales } from './bundles';
import type { Who } from '../backend/types';
import type { MessageArguments, MessageId } from './ids';

export type { Arguments } from './arguments';
export { languages } from './bundles';
export type { MessageId } from './ids';

/** Nothing to give where a message takes nothing. */
type Given<Id extends MessageId> =
  keyof MessageArguments[Id] extends never ? [] : [given: Record<keyof MessageArguments[Id], string | number>];

/** Ids made of a family's beginning and a word of the data. */
type FamilyId =
  `${'q' | 'o' | 'page' | 'section' | 'finding' | 'reason' | 'correction' | 'purpose' | 'reader' | 'message' | 'err' | 'rec'}-${string}`;

let current = $state(FALLBACK);
let currentEdition = $state(BUNDLED_EDITION);
let currentWho = $state<Who>('you');

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

/** The rulebook's words are those of this edition from now on. Its texts must be at hand: `backend/edition-texts.ts`. */
export function speakEdition(edition: number): void {
  currentEdition = edition;
}

/** The rulebook's questions speak of this person from now on: `$who` of its texts. */
export function speakOf(who: Who): void {
  currentWho = who;
}

/** The words of a message of the screens: `t('filling-saved', { time })`. */
export function t<Id extends MessageId>(id: Id, ...given: Given<Id>): string;
export function t(id: FamilyId, given?: Arguments): string;
export function t(id: string, given: Arguments = {}): string {
  return said(id, given);
}

/** The words of an id that came as data: a question's, an option's, a hotline's. */
export function said(id: string, given: Arguments = {}): string {
  return maybe(id, given) ?? id;
}

/** The words if there are any: a question's `.hint`, a text that stands in for another. */
export function maybe(id: string, given: Arguments = {}): string | undefined {
  return words(current, id, given) ?? words(FALLBACK, id, given);
}

/** A message in a language that is not the current one: a language's own name, the code's second word. */
export function inLanguage(tag: string, id: string, given: Arguments = {}): string {
  return words(tag, id, given) ?? said(id, given);
}

/** A message in the words of an edition that is not the current one. */
export function inEdition(edition: number, id: string, given: Arguments = {}): string {
  return maybeInEdition(edition, id, given) ?? id;
}

/** The same, if that edition says anything of it. */
export function maybeInEdition(edition: number, id: string, given: Arguments = {}): string | undefined {
  return words(current, id, given, edition) ?? words(FALLBACK, id, given, edition);
}

function words(tag: string, id: string, given: Arguments, edition = currentEdition): string | undefined {
  return wordsIn(editionBundleOf(edition, tag), id, given) ?? wordsIn(bundleOf(tag), id, given);
}

function wordsIn(bundle: FluentBundle | undefined, id: string, given: Arguments): string | undefined {
  const [name = id, attribute] = id.split('.');
  const message = bundle?.getMessage(name);
  const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
  if (!bundle || !pattern) return undefined;
  return bundle.formatPattern(pattern, { who: currentWho, ...fluentArguments(given) }, []);
}
