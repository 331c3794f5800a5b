import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';

import { type AskedPage, Memory } from '../../../test/memory';
import App from '../../App.svelte';
import type { Proposal } from '../../backend/types';
import { router } from '../../router/router.svelte';

const PAGES: AskedPage[] = [{ id: 'contact', sections: [{ id: 'guarantor', fields: [{ pointer: '/contact/guarantor/name', control: 'person-name', required: true }] }] }];
const EARLIER: Proposal = { section: 'guarantor', from: { kind: 'earlier', name: 'CHEN YUTONG' }, lines: [['陈国华', 'o-contact-guarantor-relation-parent']] };

async function filling(proposals: Proposal[]) {
  const backend = new Memory(PAGES);
  backend.proposals_ = proposals;
  render(App, { backend });
  await screen.findByText('Your declarations');
  router.go({ screen: 'filling', id: 'd1', view: await backend.newDeclaration() });
  await screen.findByText('Contact person in China');
  return backend;
}
const part = (name: string) => document.querySelector(`[data-part="${name}"]`);

test('what may be taken over says whose it is, is taken by a press and given back by another', async () => {
  const backend = await filling([EARLIER]);
  await vi.waitFor(() => expect(part('proposal')).toBeTruthy());
  expect(part('proposal')?.textContent, 'whose, and in words').toMatch(/earlier declaration of .?CHEN YUTONG.*陈国华 · /su);
  expect(backend.calls, 'nothing is taken by itself').not.toContain('take guarantor');
  await userEvent.click(document.querySelector('[data-action="take-over"]') as Element);
  expect(backend.calls).toContain('take guarantor');
  await vi.waitFor(() => expect(part('taken')).toBeTruthy());
  expect(document.activeElement?.getAttribute('data-action'), 'the way back is under the fingers').toBe('give-back');
  await userEvent.click(document.querySelector('[data-action="give-back"]') as Element);
  expect(backend.calls).toContain('give back guarantor');
});

test('who answers by hand is not offered anything any more', async () => {
  await filling([EARLIER]);
  await vi.waitFor(() => expect(part('proposal')).toBeTruthy());
  await userEvent.type(document.querySelector('input') as Element, '高伟');
  await userEvent.tab();
  await vi.waitFor(() => expect(part('proposal')).toBeNull());
});
