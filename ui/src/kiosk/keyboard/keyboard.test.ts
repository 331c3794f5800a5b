import { fireEvent, render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, expect, test, vi } from 'vitest';

import { page, until } from '../../../test/fill';
import { Memory } from '../../../test/memory';
import App from '../../App.svelte';
import { person } from '../person.svelte';
import { session } from '../../shell/session.svelte';
import { type Finder, pinyin, strokes } from './chinese';
import { erase, fieldOf, type } from './field';
import { ROWS } from './layouts';
import syllables from './pinyin.txt?raw';
import written from './strokes.txt?raw';

const shows = (css: string) => until(() => document.querySelector<HTMLElement>(css));
/** As a finger does: the press first, which must not take the cursor out of the field. */
const touch = async (css: string) => {
  const one = await shows(css);
  if (await fireEvent.mouseDown(one)) one.focus();
  await fireEvent.click(one);
};
const key = (name: string) => touch(`[data-key="${name}"]`);
const keys = async (names: string) => {
  for (const name of names) await key(name);
};

/** A kiosk at one question. */
async function asked(control: string, language = 'en') {
  const memory = new Memory([page('about', { pointer: '/about/one', control }, { pointer: '/about/next', control: 'text' })]);
  memory.start_ = { ...memory.start_, kiosk: memory.front, vault: { door: 'locked', ways: [] } };
  session.adopt(memory.start_);
  let started = false;
  const start = memory.start.bind(memory);
  memory.start = async () => start().finally(() => (started = true));
  render(App, { backend: memory });
  await until(() => started);
  await new Promise((resolve) => setTimeout(resolve));
  await userEvent.click(await shows(`[data-action="choose-language"][data-value="${language}"]`));
  await userEvent.click(await shows('[data-action="begin"]'));
  await shows('[data-step]');
  const field = await until(() => document.querySelector<HTMLInputElement>('[data-question] input'));
  field.focus();
  return { memory, field };
}

const saved = (memory: Memory) => (memory.answers.about as Record<string, unknown> | undefined)?.one;

// Each key is a touch of its own, which takes its time here.
vi.setConfig({ testTimeout: 20_000 });

beforeEach(() => {
  person.slip = null;
  person.erasing = false;
  person.used = false;
});

test('every syllable and every sequence of strokes finds what it stands for', () => {
  const first = (find: Finder, typed: string) => find(typed).map(({ sign }) => sign);
  const [spoken, drawn] = [pinyin(syllables), strokes(written)];
  for (const [typed, sign] of [['wang', '王'], ['chen', '陈'], ['lv', '吕'], ['shan', '单'], ['qiu', '仇'], ['zeng', '曾'], ['lu', '路'], ['hao', '号']] as const) {
    expect(first(spoken, typed), typed).toContain(sign);
  }
  expect(first(spoken, 'hangzhou')[0], 'the first syllable is written first').toBe('航');
  expect(spoken('hangzhou')[0]?.length, 'and leaves the second').toBe(4);
  expect(first(spoken, 'zh').length, 'half a syllable is enough to see some').toBeGreaterThan(5);
  expect([spoken(''), drawn(''), spoken('v'), drawn('999')].map((one) => one.length), 'nothing is found by nothing').toEqual([0, 0, 0, 0]);
  for (const [typed, sign] of [['1121', '王'], ['5215234', '陈'], ['121251121251', '喆']] as const) expect(first(drawn, typed)[0], sign).toBe(sign);
  expect(first(drawn, '52152')).toContain('陈');
});

test('each field brings its keys, and what they type is an answer like any other', async () => {
  const { memory, field } = await asked('email');
  expect((await shows('[data-part="keyboard"]')).dataset.value).toBe('latin');
  await keys('anna');
  await touch('[data-mode="symbols"]');
  await key('@');
  await touch('[data-mode="latin"]');
  await keys('p.itt');
  await key('⌫');
  expect(field.value).toBe('anna@p.it');
  expect(document.activeElement, 'the field keeps the cursor').toBe(field);
  await until(() => saved(memory) === 'anna@p.it' || null);
});

test('pinyin stays on the keyboard until it is a character', async () => {
  const { memory, field } = await asked('han-name', 'zh-CN');
  expect((await shows('[data-part="keyboard"]')).dataset.value, 'a Chinese name begins in pinyin').toBe('pinyin');
  await keys('chenyu');
  expect([field.value, saved(memory) ?? ''], 'what is unfinished is no answer').toEqual(['', '']);
  await touch('[data-candidate="陈"]');
  expect([field.value, (await shows('[data-part="typed"]')).textContent?.trim()], 'the rest is written next').toEqual(['陈', 'yu']);
  while (!document.querySelector('[data-candidate="雨"]')) await key('›');
  await touch('[data-candidate="雨"]');
  await touch('[data-mode="strokes"]');
  await keys('一丨丿');
  await key('⌫');
  expect((await shows('[data-part="typed"]')).textContent?.trim()).toBe('一丨');
  await touch('[data-candidate]');
  await until(() => field.value.length === 3 || null);
  await until(() => saved(memory) === field.value || null);
});

test('its own key goes on, and a question without a field puts it away', async () => {
  await asked('phone');
  expect((await shows('[data-part="keyboard"]')).dataset.value, 'digits for a number').toBe('digits');
  await keys('0571');
  await key('enter');
  await shows('[data-step="/about/next"]');
  expect((await shows('[data-part="keyboard"]')).dataset.value).toBe('latin');
  (document.activeElement as HTMLElement).blur();
  await until(() => document.querySelector('[data-part="keyboard"]') === null || null);
});

test('a field that goes takes the keyboard with it, though the engine says nothing', async () => {
  const { field } = await asked('text');
  await shows('[data-part="keyboard"]');
  const silent = (event: Event) => event.stopImmediatePropagation();
  for (const name of ['focusout', 'blur']) window.addEventListener(name, silent, { capture: true });
  field.remove();
  await until(() => document.querySelector('[data-part="keyboard"]') === null);
  for (const name of ['focusout', 'blur']) window.removeEventListener(name, silent, { capture: true });
});

test('while a finger is down on a button nothing moves under it', async () => {
  const { field } = await asked('text');
  const onward = await shows('[data-action="continue"]');
  await fireEvent.pointerDown(onward);
  onward.focus();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([document.activeElement === field, document.querySelector('[data-part="keyboard"]') !== null], 'the field lost the cursor, and the keyboard stands').toEqual([false, true]);
  await fireEvent.pointerUp(onward);
  await until(() => document.querySelector('[data-part="keyboard"]') === null || null);
});

test('every key has a name of its own, and axe has nothing to say', async () => {
  await asked('han-name', 'zh-CN');
  for (const mode of ['pinyin', 'strokes', 'latin', 'accents', 'symbols', 'digits']) {
    if (document.querySelector(`[data-mode="${mode}"]`)) await touch(`[data-mode="${mode}"]`);
    const board = await shows(`[data-part="keyboard"][data-value="${mode}"]`);
    const named = [...board.querySelectorAll('button')].map((one) => one.getAttribute('aria-label') ?? one.textContent ?? '');
    expect(named.every((name) => name.trim() !== ''), mode).toBe(true);
    expect(new Set(named).size, `${mode}: no two of one name`).toBe(named.length);
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
    expect((await axe.run(board, { rules })).violations.map((one) => one.id), mode).toEqual([]);
  }
}, 30_000);

test('every printable sign of a passphrase can be typed', () => {
  const typed = new Set([...Object.values(ROWS.latin), ...Object.values(ROWS.symbols)].flat());
  const signs = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).filter((sign) => !/[A-Z]/.test(sign));
  expect(signs.filter((sign) => !typed.has(sign))).toEqual([]);
});

test('a field takes no more than it has room for, loses whole characters, and what is not typed into is no field', () => {
  const field = document.createElement('input');
  field.maxLength = 3;
  for (const sign of ['a', '𠮷', 'b']) type(field, sign);
  expect(field.value).toBe('a𠮷');
  erase(field);
  expect(field.value).toBe('a');
  field.setSelectionRange(0, 1);
  type(field, 'z');
  expect(field.value, 'what is selected is written over').toBe('z');
  const radio = Object.assign(document.createElement('input'), { type: 'radio' });
  expect([fieldOf(radio), fieldOf(document.body), fieldOf(Object.assign(document.createElement('input'), { readOnly: true }))]).toEqual([null, null, null]);
});
