/** What an action asks for before it is told, as the platform's events name it. */
export type Detail =
  | { kind: 'text'; name: string; needed: boolean; onlyGreen?: boolean }
  | { kind: 'date'; name: string; needed: boolean; onlyGreen?: boolean }
  | { kind: 'bus'; name: string; onlyWith: [name: string, value: string]; onlyGreen?: boolean }
  | { kind: 'county'; name: string; needed: boolean; onlyGreen?: boolean }
  | { kind: 'choice'; name: string; options: string[]; onlyGreen?: boolean };

export const DETAILS: Record<string, Detail[]> = {
  sampled: [
    { kind: 'text', name: 'tube', needed: true },
    { kind: 'choice', name: 'reason', options: ['flight', 'companion', 'asked', 'random'], onlyGreen: true },
  ],
  tested: [
    { kind: 'choice', name: 'result', options: ['negative', 'positive'] },
    { kind: 'date', name: 'taken_on', needed: false },
  ],
  'sent-on': [
    { kind: 'choice', name: 'mode', options: ['bus', 'countys-car', 'on-their-own', 'stays-here', 'ambulance'] },
    { kind: 'bus', name: 'batch', onlyWith: ['mode', 'bus'] },
  ],
  refused: [{ kind: 'choice', name: 'reason', options: ['wants-a-word', 'wants-home', 'has-left', 'other'] }],
  diverted: [{ kind: 'text', name: 'port', needed: true }],
  'destination-changed': [{ kind: 'county', name: 'county', needed: true }],
  declined: [{ kind: 'choice', name: 'reason', options: ['not-ours', 'no-room', 'other'] }],
  'observation-begun': [{ kind: 'date', name: 'until', needed: true }],
  writes: [{ kind: 'choice', name: 'message', options: ['come-to-counter', 'wait-for-result', 'answer-telephone', 'confirm-address', 'correct-declaration', 'county-picks-up', 'domestic-code'] }],
  'followed-up': [{ kind: 'date', name: 'next', needed: false }],
};
