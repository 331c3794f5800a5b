import { expect, test } from 'vitest';

import { fillIn, page } from '../../test/fill';
import type { Choice } from '../backend/types';
import type { Memory } from '../../test/memory';
import { press } from '../shell/press';
import { PlaceSearch } from './place-search.svelte';

/** Without the marks that isolate what is put into a sentence. */
const plain = (text: string | null) => text?.replace(/[\u2068\u2069]/g, '').trim();
const row = (value: string): Choice => ({ value, text: null, label: value, detail: null });
const rows = (...values: string[]) => values.map(row);

/** A search whose answers come when the test says so, in whatever order. */
function slowly() {
  const asked = new Map<string, (rows: Choice[]) => void>();
  const search = (query: string) => new Promise<Choice[]>((resolve) => asked.set(query, resolve));
  const answer = async (query: string, found: Choice[]) => {
    asked.get(query)?.(found);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { search, answer };
}

const values = (list: PlaceSearch) => list.rows.map((one) => one.value);

test('an older search that answers last is not what is shown', async () => {
  const { search, answer } = slowly();
  const list = new PlaceSearch(search, () => undefined, () => undefined);
  void list.look('C');
  void list.look('CH');
  await answer('CH', rows('CHN', 'CHE'));
  await answer('C', rows('CUB'));
  expect(values(list)).toEqual(['CHN', 'CHE']);
});

test('a search that answers after the choice opens nothing', async () => {
  const { search, answer } = slowly();
  let heard = 0;
  const list = new PlaceSearch(search, () => (heard += 1), () => undefined);
  void list.look('CH');
  await answer('CH', rows('CHN', 'CHE'));
  void list.look('CHN');
  list.close();
  await answer('CHN', rows('CHN'));
  expect([list.open, heard], 'closed, and nobody is told of rows that are not there').toEqual([false, 1]);
});

test('a key that was quicker than its rows goes to one of them once they are there, and takes none', async () => {
  const { search, answer } = slowly();
  const list = new PlaceSearch(search, () => undefined, () => undefined);
  void list.look('中国');
  list.walk('ArrowDown');
  expect(list.gone).toBeUndefined();
  await answer('中国', rows('CHN'));
  expect(list.gone?.value).toBe('CHN');
  list.close();
  void list.look('中');
  await answer('中', rows('CHN', 'CHE'));
  expect(list.gone, 'it was for that list alone').toBeUndefined();
});

test('a key that was too early is for the words that were typed then, and counts as often as it was pressed', async () => {
  const { search, answer } = slowly();
  const list = new PlaceSearch(search, () => undefined, () => undefined);
  void list.look('Be');
  list.walk('ArrowDown');
  list.forget();
  void list.look('Berlin');
  await answer('Berlin', rows('BER', 'BML'));
  expect(list.gone, 'whoever types on has not seen a row of it').toBeUndefined();
  list.close();
  void list.look('意');
  list.walk('ArrowDown');
  list.walk('ArrowDown');
  list.walk('Enter');
  await answer('意', rows('ITA', 'IDN'));
  expect(list.gone?.value, 'the second row, shown and not taken').toBe('IDN');
});

test('a list that opens anew shows nothing of the one before', async () => {
  const { search, answer } = slowly();
  const list = new PlaceSearch(search, () => undefined, () => undefined);
  void list.look('中');
  await answer('中', rows('CHN'));
  list.close();
  void list.look('意');
  list.walk('ArrowDown');
  expect([list.rows, list.gone]).toEqual([[], undefined]);
  await answer('意', rows('ITA'));
  expect(list.gone?.value).toBe('ITA');
});

test('what was gone to stays gone to among the rows that come', async () => {
  const { search, answer } = slowly();
  const list = new PlaceSearch(search, () => undefined, () => undefined);
  void list.look('I');
  await answer('I', rows('ITA', 'ISR', 'IRL'));
  void list.look('Is');
  list.walk('ArrowDown');
  list.walk('ArrowDown');
  await answer('Is', rows('ISR', 'ISL'));
  expect(list.gone?.value, 'by its value, wherever it stands now').toBe('ISR');
  void list.look('Isl');
  await answer('Isl', rows('ISL'));
  expect(list.gone, 'what is no longer there is taken by no key').toBeUndefined();
});

test('rows come between two presses and not during one', async () => {
  const { search, answer } = slowly();
  const list = new PlaceSearch(search, () => undefined, () => undefined);
  void list.look('I');
  await answer('I', rows('ITA'));
  const page = new EventTarget();
  const stop = press.watch(page);
  page.dispatchEvent(new Event('pointerdown'));
  void list.look('Is');
  await answer('Is', rows('ISR'));
  expect(values(list), 'the finger is down').toEqual(['ITA']);
  press.release();
  expect(values(list)).toEqual(['ISR']);
  stop();
});

test('a row of older words is taken only where the newest words find it too', async () => {
  const { search, answer } = slowly();
  const taken: unknown[] = [];
  const list = new PlaceSearch(search, () => undefined, (one) => taken.push(one.value));
  void list.look('Como');
  await answer('Como', rows('ATL', 'MXP'));
  void list.look('sao paulo');
  expect(list.late, 'what is shown is of another word').toBe(true);
  list.take(list.rows[0]!);
  expect(taken, 'nobody looked for it with these words').toEqual([]);
  await answer('sao paulo', rows('GRU', 'CGH'));
  expect([list.late, taken], 'and São Paulo is not Atlanta').toEqual([false, []]);
  void list.look('sao paulo gru');
  list.take(list.rows[0]!);
  await answer('sao paulo gru', rows('GRU'));
  expect(taken, 'pressed before its list was there, and still in it').toEqual(['GRU']);
  void list.look('con');
  list.take(list.rows[0]!);
  list.forget();
  void list.look('cong');
  await answer('cong', rows('GRU'));
  expect(taken, 'whoever types on has changed their mind').toEqual(['GRU']);
});

test('a row of older words that Tab took is taken when the newest words find it, though its field was left', async () => {
  const { search, answer } = slowly();
  const taken: unknown[] = [];
  const list = new PlaceSearch(search, () => undefined, (one) => taken.push(one.value));
  void list.look('Mil');
  await answer('Mil', rows('MXP', 'LIN'));
  void list.look('Mila');
  list.walk('ArrowDown');
  list.take(list.gone!);
  list.leave();
  expect([list.open, list.rows], 'nothing stands over the next question').toEqual([false, []]);
  await answer('Mila', rows('MXP', 'LIN'));
  expect([taken, list.open]).toEqual([['MXP'], false]);
  void list.look('Rom');
  list.leave();
  await answer('Rom', rows('FCO'));
  expect(taken, 'who took nothing has taken nothing').toEqual(['MXP']);
});

test('nothing is said not to be found before the newest words have answered', async () => {
  const { search, answer } = slowly();
  const list = new PlaceSearch(search, () => undefined, () => undefined);
  void list.look('xyz');
  await answer('xyz', []);
  expect(list.waits, 'xyz is nowhere').toBe(false);
  void list.look('xi');
  expect(list.waits, 'of xi nobody knows yet').toBe(true);
});

const COUNTRY = { pointer: '/about/nationality', control: 'country', required: true };
const COUNTRIES = [['ITA', 'Italy'], ['ISR', 'Israel'], ['IRL', 'Ireland']].map(([value = '', label = '']) => ({ ...row(value), label }));

/** A country field whose list shows three rows. */
async function unfolded(prepare: (backend: Memory) => void = () => undefined) {
  const all = await fillIn([page('about', COUNTRY, { pointer: '/about/wechat', control: 'text' })], (backend) => {
    backend.rows['*'] = COUNTRIES;
    prepare(backend);
  });
  const input = all.field('/about/nationality');
  await all.user.type(input, 'I');
  await all.until(() => all.all('[role="option"]').length === 3);
  const option = (value: string) => all.query(`[role="option"][data-value="${value}"]`);
  const said = () => JSON.stringify(all.backend.answers.about);
  return { ...all, input, option, said };
}

test('the row under the finger is taken though the page has moved before it is up', async () => {
  const { user, input, option, said, until } = await unfolded();
  await user.pointer({ target: option('ITA'), keys: '[MouseLeft>]' });
  // Something above came or went: another row is where the finger comes up, and the click is that of both rows' list.
  await user.pointer({ target: option('ISR'), keys: '[/MouseLeft]' });
  await until(() => said() === '{"nationality":"ITA"}');
  expect(input.getAttribute('aria-expanded'), 'and the list closes').toBe('false');
});

test('a finger that goes elsewhere before it is up takes nothing', async () => {
  const { user, query, option, said, until } = await unfolded();
  await user.pointer([
    { target: option('ITA'), coords: { clientX: 10, clientY: 10 }, keys: '[MouseLeft>]' },
    { target: query('h1'), coords: { clientX: 10, clientY: 200 } },
    { target: query('h1'), coords: { clientX: 10, clientY: 200 }, keys: '[/MouseLeft]' },
  ]);
  await until(() => said() === '{"nationality":"I"}');
});

test('a click of an aid, without a press, takes the row', async () => {
  const { option, said, until } = await unfolded();
  option('IRL').click();
  await until(() => said() === '{"nationality":"IRL"}');
});

test('a row pressed while an input method is at work is what stays', async () => {
  const { backend, user, input, option, said, until } = await unfolded();
  input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
  input.value = 'It';
  input.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
  await until(() => backend.calls.includes('options /about/nationality "It"'));
  await user.click(option('ITA'));
  // The engine ends the composition by itself, and tells of it after the press.
  input.value = 'ItalyIt';
  input.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
  input.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: 'It' }));
  await until(() => said() === '{"nationality":"ITA"}');
  expect([input.value, input.getAttribute('aria-expanded')], 'the choice, and no list over it').toEqual(['Italy', 'false']);
  expect(backend.calls.filter((call) => call.startsWith('answer')).at(-1)).toBe('answer /about/nationality "ITA"');
  await user.type(input, 'x');
  await until(() => said() === '{"nationality":"Italyx"}');
});

test('what was typed in full and left is one press away, and nothing is taken without it', async () => {
  const { backend, user, query, all, field, said, input, until } = await unfolded((memory) => (memory.unlisted = true));
  await user.type(input, 'taly');
  await user.click(field('/about/wechat'));
  const offer = await until(() => all('[data-action="take"]')[0]);
  expect([plain(offer.textContent), said()], 'shown, not taken').toEqual(['Take Italy', '{"nationality":"Italy"}']);
  await user.click(query('[data-action="take"]'));
  await until(() => said() === '{"nationality":"ITA"}');
  await until(() => all('[data-action="take"]').length === 0);
  expect(input.value).toBe('Italy');
  expect(backend.calls).toContain('answer /about/nationality "ITA"');
});
