import { render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { until } from '../../test/fill';
import Desk from './Desk.svelte';
import { desk } from './state.svelte';
import { say } from './texts';
import type { Me } from './types';

const person = { declaration: 'd1', reference: '8PKW5-XJF7K', name: 'CHEN YUTONG', code: null, stage: 'landed', needs: [], party: 0, document: '4521', late: true };
const me = (): Me => ({
  account: 'a1', name: '王芳', role: 'port-officer', ports: [], places: [], idle_minutes: 30, ends_at: new Date(Date.now() + 36_000_000).toISOString(),
});

/** What the platform answers, and what it was asked. */
let asked: { path: string; method: string; headers: Record<string, string> }[];
let answers: Record<string, () => Response>;
const answer = (status: number, body: unknown) => () => new Response(JSON.stringify(body), { status });
const over = answer(401, { code: 'not-signed-in' });
const cut = () => {
  throw new TypeError('no network');
};

beforeEach(async () => {
  await say('en');
  asked = [];
  answers = {
    'GET me': answer(200, me()),
    'GET groups': answer(200, { today: '2026-12-14', groups: [], late: [person], late_more: false, due: [], due_more: false }),
    'DELETE devices/this': () => new Response(null, { status: 204 }),
  };
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const path = address.replace('/desk/api/', '');
    asked.push({ path, method: init.method ?? 'GET', headers: init.headers as Record<string, string> });
    const given = answers[`${init.method} ${path}`];
    if (!given) throw new Error(`nobody answers ${init.method} ${path}`);
    return given();
  });
  desk.me = null;
  desk.problem = null;
  desk.leaving = false;
  sessionStorage.clear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const shown = () => document.body.textContent?.includes('CHEN YUTONG') ?? false;

test('a session that has ended takes every name off the screen and leads to the door', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  render(Desk);
  await until(() => shown());
  answers['GET groups'] = over;
  vi.advanceTimersByTime(60_000);
  await until(() => document.querySelector('[data-screen="sign-in"] [data-problem="not-signed-in"]'));
  expect(shown(), 'nobody is left on it').toBe(false);
  const polled = asked.filter((one) => one.path === 'groups').map((one) => one.headers['X-Guitu-Unattended']);
  expect(polled, 'what the page asks by itself keeps no session alive').toEqual([undefined, '1']);
});

test('a screen that nobody touches is left, with or without a network', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
  render(Desk);
  await until(() => shown());
  answers['GET groups'] = cut;
  vi.advanceTimersByTime(31 * 60_000);
  await until(() => document.querySelector('[data-screen="sign-in"]'));
  expect(shown(), 'nobody is left on it').toBe(false);
  expect(asked.some((one) => one.method === 'DELETE'), 'and the platform is told').toBe(true);
});

test('signing out without a network asks nothing else until the platform was told', async () => {
  const view = render(Desk);
  await until(() => shown());
  answers['DELETE devices/this'] = cut;
  await userEvent.click(await until(() => document.querySelector('[data-action="sign-out"]')));
  await until(() => document.querySelector('[data-part="leaving"]'));
  view.unmount();
  asked = [];
  answers['DELETE devices/this'] = () => new Response(null, { status: 204 });
  render(Desk);
  await until(() => document.querySelector('[data-screen="sign-in"] h1'));
  expect(asked.map((one) => `${one.method} ${one.path}`), 'a page that is opened again goes on telling').toEqual(['DELETE devices/this']);
});
