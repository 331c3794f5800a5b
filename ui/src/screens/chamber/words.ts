import type { ConsentWay, Need, NoteKind, Standing } from '../../backend/types';
import { inLanguage, type MessageId, maybe } from '../../messages/index.svelte';
import type { IconName } from '../../shell/Icon.svelte';

export const STANDINGS: Record<Standing, { icon: IconName; text: MessageId }> = {
  unchecked: { icon: 'waiting', text: 'chamber-standing-unchecked' },
  'no-consent': { icon: 'untouched', text: 'chamber-standing-no-consent' },
  missing: { icon: 'started', text: 'chamber-standing-missing' },
  blocked: { icon: 'wrong', text: 'chamber-standing-blocked' },
  ready: { icon: 'forward', text: 'chamber-standing-ready' },
  waiting: { icon: 'waiting', text: 'chamber-standing-waiting' },
  received: { icon: 'done', text: 'chamber-standing-received' },
  withdrawn: { icon: 'untouched', text: 'chamber-standing-withdrawn' },
  'handed-over': { icon: 'forward', text: 'chamber-standing-handed-over' },
};

/** In the order in which an evening goes. */
export const IN_ORDER: Standing[] = ['no-consent', 'missing', 'blocked', 'ready', 'waiting', 'received', 'withdrawn', 'handed-over', 'unchecked'];

export const NEEDS: Record<Need, MessageId> = {
  stopped: 'chamber-need-stopped',
  'flies-soon': 'chamber-need-flies-soon',
  'call-again': 'chamber-need-call-again',
  'not-boarded': 'chamber-need-not-boarded',
  'not-signed': 'chamber-need-not-signed',
  'code-ends': 'chamber-need-code-ends',
  edition: 'chamber-need-edition',
};

export const WAYS: Record<ConsentWay, MessageId> = {
  beside: 'chamber-way-beside',
  phone: 'chamber-way-phone',
  written: 'chamber-way-written',
  message: 'chamber-way-message',
  guardian: 'chamber-way-guardian',
};

export const NOTES: Record<NoteKind, MessageId> = {
  reached: 'chamber-log-reached',
  'not-reached': 'chamber-log-not-reached',
  'wrong-number': 'chamber-log-wrong-number',
  note: 'chamber-log-note',
};

/** Of which item of a list a question is: without it nobody can tell the second flight's from the first's. */
export function itemTitle(pointer: string, tag?: string): string {
  const [, group, place] = /^(\/.+?)\/(\d+)\//.exec(pointer) ?? [];
  if (group === undefined) return '';
  const id = `q${group.replaceAll('/', '-').replaceAll('_', '-')}.item`;
  const given = { number: Number(place) + 1 };
  const title = tag === undefined ? maybe(id, given) : inLanguage(tag, id, given);
  return title ? `${title} · ` : '';
}
