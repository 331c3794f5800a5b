import { expect, test } from 'vitest';

import { fillIn, page } from '../../test/fill';
import type { Choice } from '../backend/types';
import { speak } from '../messages/index.svelte';

const BORN = { pointer: '/about/born', control: 'date', required: true };
const COUNTRY = { pointer: '/about/nationality', control: 'country', required: true };
const ROWS: Choice[] = [['ITA', 'Italy'], ['ISR', 'Israel'], ['IRL', 'Ireland'], ['DEU', 'Germany']].map(([value = '', label = '']) => ({ value, text: null, label, detail: value }));

const countries = () => fillIn([page('about', COUNTRY, { pointer: '/about/wechat', control: 'text' })], (backend) => (backend.rows['*'] = ROWS));

test('a date is three fields in the order of the language', async () => {
  const { all, until } = await fillIn([page('about', BORN)]);
  const order = () => all('[data-question="/about/born"] input').map((input) => input.dataset.part).join(' ');
  expect(order()).toBe('day month year');
  speak('zh-CN');
  await until(() => order() === 'year month day');
});

test('a date is stored as it is being typed and shown again as it was', async () => {
  const { backend, user, query, until } = await fillIn([page('about', BORN, { pointer: '/about/wechat', control: 'text' })]);
  await user.type(query('[data-part="day"]'), '30');
  await until(() => JSON.stringify(backend.answers.about) === '{"born":"--30"}');
  await user.type(query('[data-part="month"]'), '2');
  await user.type(query('[data-part="year"]'), '1999');
  await until(() => JSON.stringify(backend.answers.about) === '{"born":"1999-2-30"}');
  query('[data-part="year"]').blur();
  query('[data-part="day"]').focus();
  await until(() => backend.calls.at(-1) === 'focus /about/born');
  expect(backend.calls, 'moving between its fields is not leaving it, by whatever way').not.toContain('leave /about/born');
  await user.click(query('[data-question="/about/wechat"] input'));
  await until(() => backend.calls.includes('leave /about/born'));
  expect([query('[data-part="day"]').value, query('[data-part="month"]').value, query('[data-part="year"]').value]).toEqual(['30', '2', '1999']);
});

test('yes or no has no default, and an answer is one click', async () => {
  const { backend, user, all, query, until } = await fillIn([page('exposure', { pointer: '/exposure/cluster', control: 'yes-no', required: true })]);
  expect(all('[data-question] input:checked'), 'nobody answers for the traveller').toEqual([]);
  await user.click(query('[data-value="false"]'));
  await until(() => JSON.stringify(backend.answers.exposure) === '{"cluster":false}');
  expect(query('[data-value="false"]').checked).toBe(true);
});

test('ticking "none" shows the other ticks gone', async () => {
  const asked = { pointer: '/health/symptoms', control: 'choices', options: ['fever', 'headache', 'none'], exclusive: 'none' };
  const { backend, user, all, query, until } = await fillIn([page('health', asked)]);
  await user.click(query('[data-value="fever"]'));
  await user.click(query('[data-value="none"]'));
  await until(() => JSON.stringify(backend.answers.health) === '{"symptoms":["none"]}');
  expect(all('[data-question] input:checked').map((input) => input.dataset.value)).toEqual(['none']);
});

test('a consent is unticked until the person ticks it, and can be taken back', async () => {
  const { backend, user, query, until } = await fillIn([page('consent', { pointer: '/consent/truth', control: 'consent', required: true })]);
  const box = query('[data-question="/consent/truth"] [data-value="true"]');
  expect(box.checked).toBe(false);
  await user.click(box);
  await until(() => JSON.stringify(backend.answers.consent) === '{"truth":true}');
  await user.click(box);
  await until(() => JSON.stringify(backend.answers.consent) === '{"truth":null}');
});

test('a place is found by typing and taken by the keyboard alone', async () => {
  const { backend, user, field, all, query, until } = await countries();
  const input = field('/about/nationality');
  await user.type(input, 'I');
  await until(() => all('[role="option"]').length === 3);
  const active = () => document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.dataset.value;
  expect(active(), 'the first row is ready').toBe('ITA');
  await user.keyboard('{ArrowDown}');
  expect(active()).toBe('ISR');
  await user.keyboard('{End}');
  expect(active()).toBe('IRL');
  await user.keyboard('{ArrowDown}');
  expect(active(), 'the list goes round').toBe('ITA');
  await user.keyboard('{ArrowUp}{Home}{Enter}');
  await until(() => JSON.stringify(backend.answers.about) === '{"nationality":"ITA"}');
  expect(input.value).toBe('Italy');
  expect([input.getAttribute('aria-expanded'), query('[role="listbox"]').hidden], 'the list is closed').toEqual(['false', true]);
});

test('the number of rows is announced', async () => {
  const { user, field, all, until } = await countries();
  await user.type(field('/about/nationality'), 'I');
  await until(() => all('[aria-live="polite"]').some((region) => /3\D* results/.test(region.textContent ?? '')));
});

test('escape closes the list and keeps the text; what was typed without choosing is kept too', async () => {
  const { backend, user, field, until } = await countries();
  const input = field('/about/nationality');
  await user.type(input, 'Ital{Escape}');
  expect([input.getAttribute('aria-expanded'), input.value]).toEqual(['false', 'Ital']);
  await user.click(field('/about/wechat'));
  await until(() => JSON.stringify(backend.answers.about) === '{"nationality":"Ital"}');
  expect(input.value, 'a check says that it is not on the list; nothing is thrown away').toBe('Ital');
});

test('a name typed in full is the place of that name', async () => {
  const { backend, user, field, all, until } = await countries();
  await user.type(field('/about/nationality'), 'germany');
  await until(() => all('[role="option"]').length === 1);
  await user.click(field('/about/wechat'));
  await until(() => JSON.stringify(backend.answers.about) === '{"nationality":"DEU"}');
});
