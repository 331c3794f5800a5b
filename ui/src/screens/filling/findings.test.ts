import { render } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import type { Finding, Page, Question } from '../../backend/types';
import { speak, t } from '../../messages/index.svelte';
import FindingLine from './FindingLine.svelte';
import FindingList from './FindingList.svelte';

const finding = (rule: string, level: Finding['level'], pointer: string): Finding => ({ rule, text: `finding-${rule}`, level, pointer, arguments: {} }) as unknown as Finding;
const question = (pointer: string, ...findings: Finding[]): Question => ({ pointer, text: 'q-about-surname', findings, items: [] }) as unknown as Question;

test('what stops is counted, and what may be right as it is stands apart', () => {
  speak('en');
  const questions = [question('/about/surname', finding('required', 'blocking', '/about/surname')), question('/about/group', finding('wrong-form', 'warning', '/about/group'))];
  const page = { id: 'about', sections: [{ id: 'about', reads_mrz: false, questions }] } as unknown as Page;
  const { container } = render(FindingList, { page, lead: () => undefined });
  expect(container.querySelector('h2')?.textContent, 'one thing, though two are said').toContain(t('filling-findings-title', { count: 1 }));
  const parts = [...container.querySelectorAll('ul')].map((list) => [...list.querySelectorAll('a')].map((line) => line.dataset.at));
  expect(parts).toEqual([['/about/surname'], ['/about/group']]);
  expect(container.querySelector('h3')?.textContent, 'a true answer is not taken back to get on').toContain(t('review-warnings-title'));
});

test('a question that may stay empty says so where its answer is wrong', () => {
  speak('en');
  const said = (optional: boolean, level: Finding['level']) =>
    render(FindingLine, { finding: finding('wrong-form', level, '/contact/mobile_china'), text: 'q-contact-mobile-china', optional }).container.textContent;
  const ways = t('filling-or-leave-empty');
  expect(said(true, 'blocking')).toContain(ways);
  expect(said(false, 'blocking'), 'what is required cannot').not.toContain(ways);
  expect(said(true, 'warning'), 'what stops nobody needs no way out').not.toContain(ways);
});
