import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { typedKey } from './keeping';
import { me } from './state.svelte';

const CODE = 'YFNJK-NT3HW-9H69E-7K6K5';
const SCANNED = { declaration: '01936f5e-0000-7000-8000-000000000001', token: 'a'.repeat(43), born: '' };

/** What the platform answers, and how often it was asked. */
let answer = 'declaration-not-found';
let asked = 0;

beforeEach(() => {
  asked = 0;
  vi.stubGlobal('fetch', async () => ((asked += 1), new Response(JSON.stringify({ code: answer }), { status: 404 })));
});
afterEach(() => {
  vi.unstubAllGlobals();
  me.kept = [];
  [me.asksBirth, me.problem] = [false, null];
});

test('a slip that is not there yet is not kept, and its tries are not asked away', async () => {
  answer = 'declaration-not-found';
  const key = typedKey(CODE);
  expect(key).not.toBeNull();
  if (key === null) return;
  expect((await me.typed(key))?.code).toBe('declaration-not-found');
  expect(me.kept.length, 'it is typed again once it has arrived').toBe(0);
  me.kept = [{ key, view: null, texts: null, waiting: [] }]; // as an earlier page kept it
  [me.at, asked] = [0, 0];
  for (let turn = 0; turn < 20; turn += 1) await me.still();
  expect(asked, 'each would be one of twenty tries').toBe(0);
});

test('a slip that asks for the birth date is kept, and a wrong date is sent once', async () => {
  answer = 'birth-date-needed';
  const key = typedKey(CODE);
  if (key === null) return;
  expect(await me.typed(key)).toBeNull();
  await vi.waitFor(() => expect(me.asksBirth).toBe(true));
  answer = 'birth-date-wrong';
  await me.born('1960-01-01');
  expect([me.problem?.code, me.mine?.key.born], 'it is said, and forgotten').toEqual(['birth-date-wrong', '']);
  asked = 0;
  for (let turn = 0; turn < 5; turn += 1) await me.still();
  expect(asked, 'each would be one of five tries').toBe(0);
});

test('a QR code that opens nothing yet is asked for again: its letter may be on its way', async () => {
  answer = 'declaration-not-found';
  me.kept = [{ key: SCANNED, view: null, texts: null, waiting: [] }];
  me.at = 0;
  await me.still();
  expect(asked).toBe(1);
});
