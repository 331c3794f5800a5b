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

test('a whole date typed into its first field is shared out once one goes on', async () => {
  const { backend, user, query, until } = await fillIn([page('about', BORN)]);
  await user.type(query('[data-part="day"]'), '14 March 1999');
  await user.tab();
  await until(() => JSON.stringify(backend.answers.about) === '{"born":"1999-03-14"}');
  expect([query('[data-part="day"]').value, query('[data-part="month"]').value, query('[data-part="year"]').value].map(Number)).toEqual([14, 3, 1999]);
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
  expect(active(), 'no row is gone to before the person does').toBeUndefined();
  await user.keyboard('{ArrowDown}{ArrowDown}');
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

test('enter takes nothing that was not seen chosen: the first shows the row, the second takes it', async () => {
  const { backend, user, field, all, until } = await countries();
  const input = field('/about/nationality');
  await user.type(input, 'Ir');
  await until(() => all('[role="option"]').length === 1);
  await user.keyboard('{Enter}');
  await until(() => JSON.stringify(backend.answers.about) === '{"nationality":"Ir"}');
  expect(document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.dataset.value, 'it is shown first').toBe('IRL');
  await user.keyboard('{Enter}');
  await until(() => JSON.stringify(backend.answers.about) === '{"nationality":"IRL"}');
});

test('enter does not take a row of what was typed before', async () => {
  const { backend, user, field, all, until } = await countries();
  const input = field('/about/nationality');
  await user.type(input, 'I{ArrowDown}');
  await until(() => all('[role="option"]').length === 3);
  await user.type(input, 'r');
  await user.keyboard('{Enter}');
  await until(() => JSON.stringify(backend.answers.about) === '{"nationality":"Ir"}');
  expect(backend.calls.some((call) => call.includes('"ITA"')), 'Italy was gone to before the r').toBe(false);
});

test('tab takes no row that the person did not go to', async () => {
  const { backend, user, field, all, until } = await countries();
  await user.type(field('/about/nationality'), 'Germany');
  await until(() => all('[role="option"]').length === 1);
  await user.tab();
  await user.click(field('/about/wechat'));
  await until(() => backend.calls.includes('leave /about/nationality'));
  expect(JSON.stringify(backend.answers.about), 'a name is only a name until it is chosen').toBe('{"nationality":"Germany"}');
});

test('tab takes the row that the person went to', async () => {
  const { backend, user, field, all, until } = await countries();
  await user.type(field('/about/nationality'), 'Ger');
  await until(() => all('[role="option"]').length === 1);
  await user.keyboard('{ArrowDown}');
  await user.tab();
  await until(() => JSON.stringify(backend.answers.about) === '{"nationality":"DEU"}');
});

test('clicking elsewhere takes nothing, not even a row that was gone to', async () => {
  const { backend, user, field, all, until } = await countries();
  await user.type(field('/about/nationality'), 'Ger');
  await until(() => all('[role="option"]').length === 1);
  await user.keyboard('{ArrowDown}');
  await user.click(field('/about/wechat'));
  await until(() => backend.calls.includes('leave /about/nationality'));
  expect(JSON.stringify(backend.answers.about)).toBe('{"nationality":"Ger"}');
});

test('keys of an input method are not ours: neither by flag nor by the code that WebKit gives', async () => {
  const { backend, user, field, all, until } = await countries();
  const input = field('/about/nationality');
  await user.type(input, 'I');
  await until(() => all('[role="option"]').length === 3);
  await user.keyboard('{ArrowDown}');
  for (const sign of [{ isComposing: true }, { keyCode: 229 }]) {
    for (const key of ['Enter', 'Tab', 'ArrowDown', 'Escape']) {
      input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...sign }));
    }
  }
  await until(() => JSON.stringify(backend.answers.about) === '{"nationality":"I"}');
  expect(input.getAttribute('aria-expanded'), 'nothing was closed').toBe('true');
  expect(document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.dataset.value, 'nothing was walked').toBe('ITA');
});

test('what an input method has not finished is looked for, and no answer', async () => {
  const { backend, field, until } = await countries();
  for (const pointer of ['/about/nationality', '/about/wechat']) {
    const input = field(pointer);
    input.focus();
    input.value = 'yi da li';
    input.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    if (pointer === '/about/nationality') await until(() => backend.calls.includes('options /about/nationality "yi da li"'));
    expect(backend.calls.filter((call) => call.startsWith(`answer ${pointer}`)), 'no syllables in the vault').toEqual([]);
    input.value = '意大利';
    input.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '意大利' }));
    await until(() => backend.calls.includes(`answer ${pointer} "意大利"`));
  }
});

test('beside a chosen place stands what tells it from others of its name', async () => {
  const asked = page('legs', { pointer: '/legs/from', control: 'airport' }, { pointer: '/about/wechat', control: 'text' });
  const rows: Choice[] = [{ value: 'BER', text: null, label: 'Berlin Brandenburg', detail: 'BER · Germany' }, { value: 'BML', text: null, label: 'Berlin', detail: 'BML · United States' }];
  const { user, field, all, query, until } = await fillIn([asked], (backend) => (backend.rows['*'] = rows));
  const input = field('/legs/from');
  await user.type(input, 'Berlin');
  await until(() => all('[role="option"]').length === 2);
  expect(all('[role="option"]').map((row) => row.textContent?.trim()), 'before it is chosen').toEqual(['Berlin Brandenburg BER · Germany', 'Berlin BML · United States']);
  await user.keyboard('{ArrowDown}{Enter}');
  const beside = () => query('[data-question="/legs/from"] [data-part="beside"]');
  expect(beside().textContent, 'and after').toBe('BER · Germany');
  expect(input.getAttribute('aria-describedby'), 'and said with the field').toContain(beside().id);
});

test('what an answer was made into is seen once the field is left, and what went away unseen is said', async () => {
  const asked = page('about', { pointer: '/about/surname', control: 'latin-name' }, { pointer: '/about/wechat', control: 'text' });
  const { user, field, query, maybe, until } = await fillIn([asked], (backend) => (backend.tidied = (value) => String(value).replace('\u200b', '').trim()));
  const input = field('/about/surname');
  await user.click(input);
  await user.paste('CH\u200bEN ');
  const note = () => maybe('[data-question="/about/surname"] [data-part="cleaned"]');
  await until(() => note());
  expect(note()?.getAttribute('data-value')).toBe('invisible');
  expect(input.value, 'nothing changes under the hands').toBe('CH\u200bEN ');
  await user.click(field('/about/wechat'));
  await until(() => input.value === 'CHEN');
  await user.type(input, 'G');
  await until(() => !note());
  expect(query('[data-question="/about/surname"]').textContent, 'a new answer has nothing to say of the old one').not.toContain('taken out');
});

test('what a field shows once it is left waits for the release: the button under the finger stays where it is', async () => {
  const asked = page('about', { pointer: '/about/surname', control: 'latin-name' });
  const { user, field, query, until } = await fillIn([asked], (backend) => (backend.tidied = (value) => String(value).trim()));
  const input = field('/about/surname');
  await user.type(input, 'CHEN ');
  await user.pointer({ target: query('[data-action="continue"]'), keys: '[MouseLeft>]' });
  expect(document.activeElement, 'the press takes the focus').not.toBe(input);
  expect(input.value, 'and nothing else moves').toBe('CHEN ');
  await user.pointer('[/MouseLeft]');
  await until(() => input.value === 'CHEN');
});

test('beside a place that needs no telling apart nothing stands once it is saved', async () => {
  const { backend, user, query, all, until } = await countries();
  await user.type(query('[data-question="/about/nationality"] input'), 'Ita');
  await user.click(await until(() => all('[role="option"]').find((row) => row.dataset.value === 'ITA')));
  await until(() => JSON.stringify(backend.answers.about) === '{"nationality":"ITA"}');
  await until(() => all('[data-part="beside"]').length === 0);
});
