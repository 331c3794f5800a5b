import { expect, test } from 'vitest';

import { fillIn, page } from '../../test/fill';
import type { SlipFound } from '../backend/types';
import { router } from '../router/router.svelte';

const CODE: SlipFound = {
  kind: 'code', reference: 'K7QM2-XWT9A', edition: 1, colour: 'green', reasons: ['reason-low-risk'], valid_until: '2099-12-20T09:00:00Z', zone: null,
  name: 'WANG XIAOMING', document_tail: '4567', flight: 'LH728', departs_on: '2026-12-13', ends_early: null, sample: false, line: true, hotlines: [], qr: { size: 21, path: 'M0 0h21v21H0z' },
};

async function opening(found: SlipFound) {
  const shown = await fillIn([page('document')], (backend) => (backend.found = found));
  router.go({ screen: 'open-slip' });
  await shown.until(() => shown.maybe('[data-part="open-slip"]'));
  const born = async () => {
    for (const [part, value] of [['year', '1990'], ['month', '05'], ['day', '05']]) await shown.user.type(shown.query(`fieldset [data-part="${part}"]`), value as string);
  };
  return { ...shown, born, opened: () => shown.until(() => shown.maybe(`[data-part="open-slip"][data-value="${found.kind}"]`)) };
}

test('a slip that was typed opens its code, with the birth date and not before', async () => {
  const { backend, user, query, born, opened } = await opening(CODE);
  await user.type(query('[data-part="slip-text"]'), 'yfnjk nt3hw 9h69e 7k6k5');
  await user.click(query('[data-action="open-slip"]'));
  expect(backend.opened, 'nobody is asked without the birth date').toEqual([]);
  await born();
  await user.click(query('[data-action="open-slip"]'));
  await opened();
  expect(backend.opened).toEqual([['yfnjk nt3hw 9h69e 7k6k5', '1990-05-05']]);
  expect(query('[data-part="code"]').textContent, 'whose it is').toContain('WANG XIAOMING');
  expect(query('[data-part="reasons"]').textContent?.trim(), 'and why').not.toBe('');
});

test('what was mistyped is said before anybody is asked', async () => {
  const { backend, user, query, born, maybe } = await opening(CODE);
  await user.type(query('[data-part="slip-text"]'), 'YFNJK NT3HW 9H69E 7K6K4');
  await born();
  await user.click(query('[data-action="open-slip"]'));
  expect(maybe('[data-problem="slip-unknown"]'), 'the check symbol does not agree').not.toBeNull();
  expect(backend.opened).toEqual([]);
  expect(query<HTMLInputElement>('[data-part="slip-text"]').value, 'and is mended where it stands').toBe('YFNJK NT3HW 9H69E 7K6K4');
});

test('a refusal is said wherever the slip is opened', async () => {
  const { user, query, born, opened } = await opening({ kind: 'refused', problem: { code: 'organisation-unknown', arguments: {} } });
  await user.type(query('[data-part="slip-text"]'), 'YFNJKNT3HW9H69E7K6K5');
  await born();
  await user.click(query('[data-action="open-slip"]'));
  await opened();
  const said = query('[data-part="open-slip"]').textContent ?? '';
  expect(said, 'that it does not count').toContain('not accepted');
  expect(said, 'and what to do').toContain('Declare again');
});
