import '../src/style/tokens.css';
import '../src/style/base.css';
import '../src/messages/all-texts';

import { mount } from 'svelte';

import airports from '../../rulebook/lists/airports.json';
import countries from '../../rulebook/lists/countries.json';
import divisions from '../../rulebook/lists/divisions.json';
import rulebook from '../../rulebook/pages.json';
import App from '../src/App.svelte';
import type { Choice, TextSize, Theme } from '../src/backend/types';
import { router } from '../src/router/router.svelte';
import { type AskedPage, Memory } from '../test/memory';

/* What to look at stands in the address: ?language=zh-CN&size=200&theme=dark&page=journey&screen=mrz */
const wanted = new URLSearchParams(location.search);
const language = wanted.get('language') ?? 'en';

interface Row {
  code: string;
  names: { en: string; zh?: string };
}

const rows = (list: unknown): Choice[] => (list as Row[]).map((row) => ({
  value: row.code, text: null, label: (language === 'en' ? undefined : row.names.zh) ?? row.names.en, detail: row.code,
}));

const backend = new Memory((rulebook as unknown as { pages: AskedPage[] }).pages);
backend.start_.preferences = {
  language, text_size: (wanted.get('size') ?? '100') as TextSize, theme: (wanted.get('theme') ?? 'light') as Theme, lock_after_minutes: null,
};
const [places, ports, states] = [rows(divisions), rows(airports), rows(countries)];
for (const page of (rulebook as unknown as { pages: AskedPage[] }).pages) {
  for (const one of page.sections.flatMap((section) => section.fields).flatMap((field) => [field, ...(field.fields ?? [])])) {
    if (one.list) backend.rows[one.pointer] = one.list === 'countries' ? states : one.list === 'airports' ? ports : places;
  }
}
backend.mrz = {
  format: 'td3', problems: [{ code: 'mrz-composite-wrong', arguments: {} }],
  fields: [
    { pointer: '/document/number', text: 'q-document-number', read: 'E12345678', read_text: null, current: null, current_text: null, trusted: true, checked: true, same: false },
    { pointer: '/document/expires', text: 'q-document-expires', read: '2031-04-15', read_text: null, current: '2030-04-15', current_text: null, trusted: false, checked: true, same: false },
    { pointer: '/about/surname', text: 'q-about-surname', read: 'LYU', read_text: null, current: 'LYU', current_text: null, trusted: true, checked: false, same: true },
  ],
};

const target = document.getElementById('app');
if (target) mount(App, { target, props: { backend } });

const page = wanted.get('page');
const refused = wanted.get('refuse');
setTimeout(async () => {
  for (const [pointer, value] of JSON.parse(wanted.get('answers') ?? '[]') as [string, unknown][]) await backend.answer('d1', pointer, value);
  if (page) await backend.goTo('d1', page, wanted.get('focus'));
  if (wanted.has('continue')) await backend.leavePage();
  if (refused) backend.refuse.answer = { code: refused, arguments: {} };
  const screen = wanted.get('screen') ?? 'filling';
  router.go({ screen, id: 'd1' } as Parameters<typeof router.go>[0]);
}, 600);
