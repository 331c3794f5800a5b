import { render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { fillIn, page, until } from '../../test/fill';
import Birth from '../me/parts/Birth.svelte';
import { me } from '../me/state.svelte';
import { say } from '../me/texts';

const BORN = { pointer: '/about/born', control: 'date', required: true };
const WHOLE = ['２０２６－１２－０１', '2026-12-01', '1.12.2026', '2026年12月1日', '２０２６年１２月１日', '20261201', '1 December 2026'];
const PARTS = ['year', 'month', 'day'];

const of = (root: ParentNode, part: string) => root.querySelector<HTMLInputElement>(`[data-part="${part}"]`) as HTMLInputElement;
const shown = (root: ParentNode) => PARTS.map((part) => Number(of(root, part).value)).join('-');

beforeEach(() => say('en'));
afterEach(() => void vi.restoreAllMocks());

test.each(WHOLE)('a whole date, %s, is shared out whichever part it is typed or pasted into', async (text) => {
  const { backend, user, query, until } = await fillIn([page('about', BORN, { pointer: '/about/wechat', control: 'text' })]);
  const box = query('[data-question="/about/born"]');
  for (const part of PARTS) {
    for (const way of ['typed', 'pasted']) {
      for (const one of PARTS) await user.clear(of(box, one));
      await user.click(of(box, part));
      await (way === 'typed' ? user.keyboard(text) : user.paste(text));
      await until(() => JSON.stringify(backend.answers.about) === '{"born":"2026-12-01"}');
      of(box, part).blur();
      await until(() => shown(box) === '2026-12-1');
    }
  }
}, 20_000);

test('digits of a Chinese keyboard, and a part with its sign, are a date', async () => {
  const { backend, user, query, until } = await fillIn([page('about', BORN)]);
  const box = query('[data-question="/about/born"]');
  await user.type(of(box, 'year'), '２０２６年');
  await user.type(of(box, 'month'), '１２月');
  await user.type(of(box, 'day'), '１日');
  await until(() => JSON.stringify(backend.answers.about) === '{"born":"2026-12-01"}');
});

test('a form with a date goes where the date is whole, and says what is wrong where it is not', async () => {
  const born = vi.spyOn(me, 'born').mockResolvedValue(undefined);
  const user = userEvent.setup();
  const view = render(Birth, { wrong: false });
  const button = view.container.querySelector('[data-action="born"]') as HTMLButtonElement;
  const said = () => view.container.querySelector('[data-part="date-wrong"]')?.textContent?.trim() ?? '';
  expect(button.disabled, 'a button that does nothing does not say why').toBe(false);
  await user.click(button);
  await until(() => said().includes('Enter a date that exists'));
  expect(born).not.toHaveBeenCalled();
  for (const text of ['2000-2-30', '31', 'soon']) {
    await user.clear(of(view.container, 'day'));
    await user.type(of(view.container, 'day'), text);
    await user.keyboard('{Enter}');
    expect(born, text).not.toHaveBeenCalled();
    const field = of(view.container, 'day');
    await until(() => document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent?.includes('Enter a date'));
    expect(field.getAttribute('aria-invalid')).toBe('true');
  }
  await user.clear(of(view.container, 'day'));
  await user.type(of(view.container, 'day'), '１．３．２０００');
  expect(said(), 'and is silent once it is right').toBe('');
  await user.keyboard('{Enter}');
  expect(born).toHaveBeenLastCalledWith('2000-03-01');
});
