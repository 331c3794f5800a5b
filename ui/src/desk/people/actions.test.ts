import { render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { until } from '../../../test/fill';
import { say } from '../texts';
import type { Case } from '../types';
import Actions from './Actions.svelte';

const of = {
  person: { declaration: 'd1', code: { colour: 'yellow' } }, answers: [], events: [], notes: [], actions: ['tested', 'observation-begun'], longest_observation: 14, observed_until: '2026-12-06',
} as unknown as Case;

/** What was sent, and whether the answer comes. */
let sent: { id: string; what: Record<string, string> }[];
let isCut: boolean;

beforeEach(async () => {
  await say('en');
  sent = [];
  isCut = true;
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    sent.push(JSON.parse(init.body as string));
    if (isCut) throw new TypeError('no network');
    return new Response(JSON.stringify(of), { status: 200 });
  });
});
afterEach(() => vi.unstubAllGlobals());

const press = async (selector: string) => userEvent.click(await until(() => document.querySelector(`${selector}:not([disabled])`)));

test('what is pressed again is the same word, and with other details another one', async () => {
  render(Actions, { of, told: async () => undefined });
  await press('[data-do="tested"]');
  await press('[data-option="negative"]');
  for (const tries of [1, 2]) {
    await press('[data-action="tell"]');
    await until(() => sent.length === tries);
    await until(() => document.querySelector('[data-problem]'));
  }
  await press('[data-option="positive"]');
  isCut = false;
  await press('[data-action="tell"]');
  await until(() => sent.length === 3);
  const [first, again, corrected] = sent;
  expect(again, 'the same press is the same word').toEqual(first);
  expect(corrected?.what.result).toBe('positive');
  expect(corrected?.id, 'a corrected one is not taken for it').not.toBe(first?.id);
});

test('an observation is offered for as long as the rules say', async () => {
  isCut = false;
  render(Actions, { of, told: async () => undefined });
  await press('[data-do="observation-begun"]');
  await press('[data-action="tell"]');
  await until(() => sent.length === 1);
  expect(sent[0]?.what, 'the last day is filled in').toEqual({ what: 'observation-begun', until: '2026-12-06' });
});
