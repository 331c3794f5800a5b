// What a card offers: one action first, the rest in a menu.
import type { Card } from '../../backend/types';

export type CardAction =
  | 'open'
  | 'review'
  | 'send-now'
  | 'show-code'
  | 'correct'
  | 'change-journey'
  | 'declare'
  | 'confirm'
  | 'after-landing'
  | 'withdraw'
  | 'copy'
  | 'carry'
  | 'save-sealed'
  | 'take-back'
  | 'leave'
  | 'delete';

export interface Offer {
  first: CardAction | null;
  /** Beside the first, where somebody waits for the answer. */
  second?: CardAction | undefined;
  others: CardAction[];
}

export function offer(card: Card): Offer {
  const first = firstAction(card);
  const second = leaves(card) ? ('leave' as const) : card.after_landing ? ('after-landing' as const) : undefined;
  return { first, second, others: possible(card).filter((action) => action !== first && action !== second) };
}

/** The platform holds what somebody else has sent under the same number. */
export function cameSecond(card: Card): boolean {
  return card.stopped && card.problem?.code === 'revision-conflict' && !card.withdrawn;
}

/** It can be left to whoever it was handed over to. */
function leaves(card: Card): boolean {
  return cameSecond(card) && card.rival !== null && card.handed_over === null;
}

/** What waits for a platform that this app sends nothing to any more. */
const FORMER_PLATFORM = 'declaration-former-platform';

function firstAction(card: Card): CardAction | null {
  if (card.problem?.code === FORMER_PLATFORM) return 'delete';
  // Somebody else goes on with it: its code can still be shown.
  if (card.handed_over !== null) return possible(card).includes('show-code') ? 'show-code' : null;
  if (card.missed) return 'change-journey';
  // A code that dies before boarding: confirming again is the one thing to do.
  if ((card.ends_early?.due || card.ended !== null) && card.may_confirm) return 'confirm';
  switch (card.next) {
    case 'continue':
      return 'open';
    case 'review':
      return 'review';
    case 'show-code':
      return 'show-code';
    case 'fix':
      return card.withdrawn ? 'send-now' : 'correct';
    case 'wait':
      // Nothing is to be done but put right what is wrong: the day is counted from dates that were typed.
      if (card.opens !== null) return card.withdrawn ? null : 'correct';
      return card.state === 'waiting' ? 'send-now' : 'show-code';
    case 'declare':
      return 'declare';
    case 'nothing':
      return null;
  }
}

/** All that the app would not refuse, harmless first. */
function possible(card: Card): CardAction[] {
  const neverSent = card.state === 'not-sent';
  const drafting = neverSent || card.correcting;
  const standing = !neverSent && !card.withdrawn;
  const ended = card.withdrawn && card.state === 'received';
  if (card.handed_over !== null) {
    const received = card.state === 'received' && card.kind !== 'intention' && !card.withdrawn;
    return received ? ['show-code', 'take-back', 'delete'] : ['take-back', 'delete'];
  }
  // Nobody sends it, and nobody has it: it cannot be corrected or withdrawn, only let go of.
  if (card.problem?.code === FORMER_PLATFORM) return ['delete'];
  const actions: [CardAction, boolean][] = [
    ['open', drafting],
    ['show-code', standing && card.state === 'received' && card.kind !== 'intention'],
    ['send-now', card.state === 'waiting' && card.opens === null],
    ['declare', card.kind === 'intention' && !card.withdrawn],
    ['after-landing', card.after_landing],
    ['confirm', card.may_confirm && !card.missed],
    ['change-journey', card.missed],
    ['correct', standing && !card.correcting],
    ['copy', !card.withdrawn],
    ['carry', !card.withdrawn],
    ['save-sealed', card.state === 'waiting'],
    ['withdraw', standing],
    ['delete', drafting || ended],
  ];
  return actions.filter(([, can]) => can).map(([action]) => action);
}
