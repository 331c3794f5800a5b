import { expect, test } from 'vitest';

import { fillIn, page } from '../../test/fill';
import { speak } from '../messages/index.svelte';
import { announcement } from '../shell/announcer.svelte';
import { deafToDoubleClicks } from '../shell/double-click';

const NAME = { pointer: '/about/surname', control: 'latin-name', required: true };
const MAIL = { pointer: '/contact/email', control: 'email' };
const LEGS = {
  pointer: '/legs', control: 'group', required: true, starts_with: 1,
  fields: [{ pointer: '/legs/*/flight', control: 'flight', required: true }],
};

test('each keystroke reaches the vault, in order, and the last one wins', async () => {
  const { backend, user, field, until } = await fillIn([page('about', NAME)]);
  await user.type(field('/about/surname'), 'LIN');
  await until(() => backend.answers.about && JSON.stringify(backend.answers.about) === '{"surname":"LIN"}');
  const sent = backend.calls.filter((call) => call.startsWith('answer'));
  expect(sent[0], 'the first keystroke was not held back').toBe('answer /about/surname "L"');
  expect(sent.at(-1), 'nothing older came after').toBe('answer /about/surname "LIN"');
});

test('an answer that comes back late does not overwrite what is being typed', async () => {
  const { backend, user, field, until } = await fillIn([page('about', NAME)]);
  let letGo = () => undefined as void;
  backend.gate = new Promise((resolve) => (letGo = resolve));
  await user.type(field('/about/surname'), 'LI');
  backend.gate = undefined;
  await user.type(field('/about/surname'), 'N');
  letGo();
  await until(() => backend.calls.includes('answer /about/surname "LIN"'));
  expect(field('/about/surname').value).toBe('LIN');
});

test('a save that fails is said aloud, and what was typed stays and goes out again', async () => {
  const { backend, user, query, field, maybe, until } = await fillIn([page('about', NAME, MAIL)]);
  backend.refuse.answer = { code: 'vault-disk-full', arguments: {} };
  await user.type(field('/about/surname'), 'LIN');
  await until(() => maybe('[data-saved="failed"] [data-problem="vault-disk-full"][role="alert"]'));
  await user.click(field('/contact/email'));
  expect(field('/about/surname').value, 'leaving the field does not lose it').toBe('LIN');

  await user.click(query('[data-action="continue"]'));
  expect(query('[data-page]').dataset.page, 'no step is taken over an unsaved answer').toBe('about');

  backend.refuse = {};
  await user.click(query('[data-saved="failed"] [data-action="try-again"]'));
  await until(() => !maybe('[data-saved="failed"]'));
  expect(backend.answers.about, 'the vault has it now').toEqual({ surname: 'LIN' });
});

test('a window that is asked to close saves what is being typed, and asks over what cannot be saved', async () => {
  const { backend, user, field, maybe, until } = await fillIn([page('about', NAME)]);
  const ask = await until(() => backend.askToClose);
  const closings = () => backend.calls.filter((call) => call === 'close').length;
  await user.type(field('/about/surname'), 'L');
  ask();
  await until(() => closings() === 1);
  expect(backend.answers.about, 'the last letter as well').toEqual({ surname: 'L' });

  backend.refuse.answer = { code: 'vault-disk-full', arguments: {} };
  await user.type(field('/about/surname'), 'IN');
  ask();
  await user.click(await until(() => maybe('dialog[open] [data-action="keep"]')));
  expect(maybe('dialog[open]')).toBeNull();
  expect(field('/about/surname').value, 'staying keeps what was typed').toBe('LIN');
  expect([closings(), backend.stays], 'the window was told that it stays').toEqual([1, 1]);

  ask();
  await user.click(await until(() => maybe('dialog[open] [data-action="confirm-close"]')));
  expect(closings(), 'who insists is let go').toBe(2);

  backend.refuse = {};
  ask();
  await until(() => closings() === 3);
  expect(backend.answers.about, 'it was tried once more').toEqual({ surname: 'LIN' });
});

test('an unsaved answer outlives a look at the hotline', async () => {
  const { backend, user, query, field, maybe, until } = await fillIn([page('about', NAME)]);
  backend.refuse.answer = { code: 'vault-disk-full', arguments: {} };
  await user.type(field('/about/surname'), 'LIN');
  await until(() => maybe('[data-saved="failed"]'));
  await user.click(query('[data-action="hotline"]'));
  await until(() => maybe('[data-screen="hotline"]'));
  await user.click(query('main [data-action="back"]'));
  await until(() => maybe('[data-page]'));
  expect(field('/about/surname').value).toBe('LIN');
  backend.refuse = {};
  await user.click(query('[data-action="try-again"]'));
  await until(() => !maybe('[data-saved="failed"]'));
  expect(backend.answers.about).toEqual({ surname: 'LIN' });
});

test('findings speak after a question was left, and not while it is answered', async () => {
  const { user, field, maybe, until } = await fillIn([page('about', NAME, MAIL)]);
  await user.click(field('/about/surname'));
  expect(maybe('[data-finding]'), 'nobody was given the time to answer yet').toBeNull();
  await user.click(field('/contact/email'));
  await until(() => maybe('[data-question="/about/surname"] [data-finding="required"]'));
  expect(field('/about/surname').getAttribute('aria-invalid')).toBe('true');
  const read = field('/about/surname').getAttribute('aria-describedby')?.split(' ').map((id) => document.getElementById(id)?.textContent ?? '');
  expect(read?.join(' '), 'read together with the field').toContain('Enter the surname');
});

test('continue lists what is missing, takes the focus there, and each line leads to its question', async () => {
  const { user, query, field, until } = await fillIn([page('about', NAME), page('contact', MAIL)]);
  await user.click(query('[data-action="continue"]'));
  const line = await until(() => document.querySelector<HTMLElement>('a[data-finding="required"][data-at="/about/surname"]'));
  expect(document.activeElement?.id, 'who cannot see it hears it').toBe('findings-title');
  await user.click(line);
  expect(document.activeElement).toBe(field('/about/surname'));
});

test('continue on a finished page opens the next at its title', async () => {
  const { backend, user, query, field, until } = await fillIn([page('about', NAME), page('contact', MAIL)]);
  await user.type(field('/about/surname'), 'LIN');
  await user.click(query('[data-action="continue"]'));
  await until(() => query('[data-page]').dataset.page === 'contact' && document.activeElement === query('h1'));
  const calls = backend.calls;
  expect(calls.lastIndexOf('answer /about/surname "LIN"'), 'saved first').toBeLessThan(calls.indexOf('leavePage'));
});

test('a double click on continue is one press: the page that it leads to is not left unseen', async () => {
  deafToDoubleClicks(document);
  const { backend, user, query, field, until } = await fillIn([page('about', NAME), page('companions', MAIL), page('health', MAIL)]);
  await user.type(field('/about/surname'), 'LIN');
  await user.dblClick(query('[data-action="continue"]'));
  await until(() => query('[data-page]').dataset.page === 'companions');
  expect(query('[data-page]').dataset.page).toBe('companions');
  expect(backend.calls.filter((call) => call === 'leavePage').length, 'and nothing of it is called missing').toBe(1);
});

test('continue says what stood on the screen, so that what nobody saw can hold the page', async () => {
  const { backend, user, query, field, maybe, until } = await fillIn([page('about', NAME, MAIL), page('contact', MAIL)]);
  await user.click(query('[data-action="continue"]'));
  await until(() => backend.calls.includes('leavePage'));
  expect(backend.seen, 'nothing was said before').toEqual([]);
  await until(() => maybe('[data-finding="required"]'));
  await user.type(field('/contact/email'), 'a@example.org');
  await user.click(query('[data-action="continue"]'));
  await until(() => backend.calls.filter((call) => call === 'leavePage').length === 2);
  expect(backend.seen, 'now it was').toEqual(['required /about/surname']);
});

test('an item can be added, removed and brought back, and the focus follows', async () => {
  const { user, query, all, field, until } = await fillIn([page('journey', LEGS)], (backend) => (backend.tidied = (value) => String(value).toUpperCase()));
  await user.type(field('/legs/0/flight'), 'lh728');
  await user.click(query('[data-action="add-item"]'));
  await until(() => document.activeElement === field('/legs/1/flight'));
  await user.type(field('/legs/1/flight'), 'CA936');
  await user.click(query('[data-item="/legs/0"] [data-action="remove-item"]'));
  const undo = await until(() => document.querySelector<HTMLElement>('[data-action="undo"]'));
  expect(document.activeElement, 'the way back is at hand').toBe(undo);
  expect(all('[data-item]').length).toBe(1);
  expect(field('/legs/0/flight').value, 'the second has moved up').toBe('CA936');
  await user.click(undo);
  await until(() => all('[data-item]').length === 2);
  expect(query('[data-item="/legs/0"]').textContent, 'as it is stored, in capitals').toContain('LH728');
});

test('an item that was typed too late in the list moves up by one press, and the focus with it', async () => {
  const { backend, user, query, field, maybe, until } = await fillIn([page('journey', LEGS)]);
  await user.type(field('/legs/0/flight'), 'CA936');
  await user.click(query('[data-action="add-item"]'));
  await until(() => document.activeElement === field('/legs/1/flight'));
  await user.type(field('/legs/1/flight'), 'LH728');
  expect(maybe('[data-item="/legs/0"] [data-action="raise-item"]'), 'nothing stands before the first').toBeNull();
  await user.click(query('[data-item="/legs/1"] [data-action="raise-item"]'));
  await until(() => backend.calls.includes('raiseItem /legs 1'));
  await until(() => field('/legs/0/flight').value === 'LH728');
  expect(field('/legs/1/flight').value).toBe('CA936');
  await until(() => document.activeElement === field('/legs/0/flight'));
});

test('a closed item shows its answers and opens in place', async () => {
  const { user, query, field, maybe, until } = await fillIn([page('journey', LEGS)]);
  await user.type(field('/legs/0/flight'), 'LH728');
  await user.click(query('[data-action="close-item"]'));
  await until(() => !maybe('[data-question="/legs/0/flight"]'));
  expect(query('[data-item="/legs/0"]').textContent).toContain('LH728');
  expect(document.activeElement, 'the focus is not lost with the field').toBe(query('[data-action="edit-item"]'));
  await user.click(query('[data-action="edit-item"]'));
  expect(document.activeElement).toBe(field('/legs/0/flight'));
});

test('a seat that went with its flight is said where the item was closed at once', async () => {
  const fields = [...LEGS.fields, { pointer: '/legs/*/seat', control: 'seat' }];
  const { backend, user, query, field, maybe, until } = await fillIn([page('journey', { ...LEGS, fields })]);
  const leave = backend.leave.bind(backend);
  backend.leave = async (id, pointer) => ({ ...(await leave(id, pointer)), cleaned: { pointer: '/legs/0/seat', what: 'seat' } });
  await user.type(field('/legs/0/flight'), 'LH730');
  await user.click(query('[data-action="close-item"]'));
  await until(() => !maybe('[data-question="/legs/0/seat"]'));
  await until(() => maybe('[data-item="/legs/0"] [data-part="cleaned"][data-value="seat"]'));
  expect(announcement.words, 'and whoever does not see it hears it').toContain('earlier seat was removed');
});

test('a control that this version does not know says so', async () => {
  const { query } = await fillIn([page('about', { pointer: '/about/iris', control: 'iris-scan' }, { pointer: '/about/odd', control: 'toString' })]);
  expect(query('[data-question="/about/iris"]').textContent).toContain('newer version');
  expect(query('[data-question="/about/odd"]').textContent, 'a word of the language is no control either').toContain('newer version');
});

test('the language changes under the fingers: text and focus stay', async () => {
  const { user, query, field, until } = await fillIn([page('about', NAME)]);
  await user.type(field('/about/surname'), 'LI');
  const before = field('/about/surname');
  speak('zh-CN');
  await until(() => query('[data-action="continue"]').textContent?.includes('继续'));
  await user.keyboard('N');
  expect(field('/about/surname'), 'the same field').toBe(before);
  expect([before.value, document.activeElement]).toEqual(['LIN', before]);
});

test('the engine keeps no memory of what is typed', async () => {
  const { field } = await fillIn([page('about', NAME)]);
  for (const [name, value] of [['autocomplete', 'off'], ['spellcheck', 'false'], ['autocapitalize', 'off']] as const) {
    expect(field('/about/surname').getAttribute(name), name).toBe(value);
  }
});
