import { expect, test } from 'vitest';

import { fillIn, page } from '../test/fill';
import { runTogether } from '../test/names';
import { speak } from './messages/index.svelte';

const ASKED = page(
  'journey',
  { pointer: '/legs', control: 'group', starts_with: 2, fields: [{ pointer: '/legs/*/seat', control: 'seat' }, { pointer: '/legs/*/flight', control: 'flight', required: true }] },
  { pointer: '/about/given_names', control: 'latin-name' },
  { pointer: '/about/sex', control: 'choice', options: ['F', 'M'] },
  { pointer: '/about/born', control: 'date' },
  { pointer: '/health/symptoms', control: 'choices', options: ['fever', 'none'], exclusive: 'none' },
  { pointer: '/exposure/cluster', control: 'yes-no', required: true },
  { pointer: '/about/nationality', control: 'country' },
  { pointer: '/consent/truth', control: 'consent' },
  { pointer: '/companions', control: 'group', fields: [{ pointer: '/companions/*/name', control: 'person-name' }] },
);

test('words that meet in a name have a blank between them, on the page and in its items', async () => {
  for (const language of ['en', 'zh-CN']) {
    const { all, query, user, until } = await fillIn([ASKED]);
    speak(language);
    const said = (css: string) => query(css).textContent?.replace(/[\u2068\u2069]/g, '').replace(/\s+/g, ' ').trim();
    await until(() => all('[data-question="/legs/0/seat"]').length === 1);
    expect(runTogether(document), `${language}, open items`).toEqual([]);
    if (language === 'en') expect(said('[data-question="/legs/0/seat"] label')).toMatch(/ optional$/);
    await user.click(query('[data-action="close-item"]'));
    await until(() => all('[data-action="edit-item"]').length === 1);
    expect(runTogether(document), `${language}, a closed item`).toEqual([]);
    if (language === 'en') expect(said('[data-action="edit-item"]'), 'which item a button is for').toMatch(/\S Part 1$/);
    document.body.replaceChildren();
  }
});

test('a name that runs together is noticed', () => {
  document.body.innerHTML = '<label>Seat<span>optional</span></label><label>座位<span>选填</span></label><label>Seat <span>optional</span></label>';
  expect(runTogether(document)).toEqual(['Seatoptional']);
});
