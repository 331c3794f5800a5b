import { expect, test } from 'vitest';

import { fillIn, page } from '../../test/fill';
import type { MrzField, MrzScreen } from '../backend/types';

const field = (pointer: string, given: Partial<MrzField>): MrzField => ({
  pointer, text: 'q-document-number', read: 'X', read_text: null, current: null, current_text: null, trusted: true, checked: true, same: false, ...given,
});
const READ: MrzScreen = {
  format: 'td3', problems: [{ code: 'mrz-composite-wrong', arguments: {} }],
  fields: [
    field('/document/number', {}),
    field('/document/expires', { trusted: false }),
    field('/about/surname', { same: true }),
    field('/about/given_names', { checked: false }),
  ],
};

async function reading() {
  const screen = await fillIn([page('document', { pointer: '/document/number', control: 'document-number' })], (backend) => (backend.mrz = READ));
  await screen.user.click(screen.query('[data-action="read-mrz"]'));
  await screen.until(() => screen.maybe('[data-screen="mrz"]'));
  await screen.user.type(screen.query('textarea'), 'P<CHN');
  await screen.user.click(screen.query('[data-screen="mrz"] [data-action="read-mrz"]'));
  await screen.until(() => screen.maybe('table'));
  return screen;
}

test('nothing is taken before it was compared, and only what can be trusted is ticked', async () => {
  const { backend, all, maybe } = await reading();
  const ticked = all('table [data-question]').filter((row) => row.querySelector<HTMLInputElement>('input')?.checked).map((row) => row.dataset.question);
  expect(ticked, 'neither what has a wrong check digit nor what is the same already').toEqual(['/document/number', '/about/given_names']);
  expect(backend.calls.some((call) => call.startsWith('takeMrz'))).toBe(false);
  expect(maybe('[data-problem="mrz-composite-wrong"]'), 'what is wrong with the whole is said').not.toBeNull();
  expect(document.activeElement?.id, 'the comparison is what comes next').toBe('mrz-compare');
});

test('field by field, the person decides, and comes back to the form', async () => {
  const { backend, user, query, until, maybe } = await reading();
  await user.click(query('[data-question="/about/given_names"] input'));
  await user.click(query('[data-question="/document/expires"] input'));
  await user.click(query('[data-action="take-mrz"]'));
  await until(() => maybe('[data-page="document"]'));
  expect(backend.calls).toContain('takeMrz /document/number /document/expires');
});

test('taking nothing is said, not done', async () => {
  const { backend, user, query, all } = await reading();
  for (const box of all('table input:checked')) await user.click(box);
  await user.click(query('[data-action="take-mrz"]'));
  expect(query('[role="alert"].strong').textContent).toContain('Tick at least one');
  expect(backend.calls.some((call) => call.startsWith('takeMrz'))).toBe(false);
});
