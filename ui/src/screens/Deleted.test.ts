import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { Memory } from '../../test/memory';
import App from '../App.svelte';
import type { DeletedItem } from '../backend/types';
import { router } from '../router/router.svelte';

const item = (id: string, changes: Partial<DeletedItem> = {}): DeletedItem => ({
  id, name: `Lin ${id}`, route: 'FRA → PVG', correction: null, deleted_at: '2026-12-01T09:00:00Z', until: '2026-12-31T09:00:00Z', ...changes,
});
const act = (action: string, within: ParentNode = document) => userEvent.click(within.querySelector(`[data-action="${action}"]`) as Element);
const where = () => document.querySelector('main')?.getAttribute('data-screen');

async function at(memory: Memory): Promise<Memory> {
  router.go({ screen: 'welcome' });
  render(App, { backend: memory });
  await vi.waitFor(() => expect(where()).toBe('home'));
  return memory;
}

describe('what was deleted or changed', () => {
  beforeEach(() => {
    HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) { this.open = true; };
    HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) { this.open = false; this.dispatchEvent(new Event('close')); };
  });

  it('is reached from home, and comes back', async () => {
    const memory = new Memory([]);
    memory.deleted_ = { items: [item('a'), item('b', { correction: 1 }), item('b', { name: 'Lin b, earlier', correction: 2 })], aside: [] };
    await at(memory);
    await vi.waitFor(() => expect(document.querySelector('[data-action="deleted"]')).not.toBeNull());
    await act('deleted');
    await screen.findByText('Lin a');
    expect(document.querySelector('[data-deleted="b"]')?.textContent, 'a correction is called one').toContain('What you sent before still counts');
    await act('bring-back', document.querySelector('[data-deleted="a"]') as Element);
    expect(where()).toBe('home');
    await act('deleted');
    const second = (await screen.findByText('Lin b, earlier')).closest('li') as Element;
    await act('bring-back', second);
    expect(memory.deleted_.items.map((one) => one.name), 'of two corrections the one that was pressed').toEqual(['Lin b']);
  });

  it('says both days by one clock', async () => {
    const memory = new Memory([]);
    memory.deleted_ = { items: [item('a', { deleted_at: '2026-11-29T17:54:34Z', until: '2026-12-29T17:54:34Z' })], aside: [] };
    await at(memory);
    router.go({ screen: 'deleted' });
    const words = (await screen.findByText(/Gone for good/)).textContent?.replace(/[\u2068\u2069]/g, '');
    expect(words, 'an evening west of China is the next day there, at both ends').toMatch(/Deleted 30 November.*30 December/);
  });

  it('what was said of it and never sent is given up only by a word of its own', async () => {
    const memory = new Memory([]);
    memory.deleted_ = { items: [item('a')], aside: [] };
    memory.refuse.forget = { code: 'unsaid', arguments: {} };
    await at(memory);
    router.go({ screen: 'deleted' });
    await screen.findByText('Lin a');
    await act('forget');
    await act('confirm-forget');
    await screen.findByText(/has not been sent yet/);
    await act('forget-unsaid');
    expect(memory.calls, 'it is asked first').not.toContain('forget a unsaid');
    await act('confirm-forget-unsaid');
    await vi.waitFor(() => expect(memory.calls).toContain('forget a unsaid'));
    await screen.findByText('Nothing is deleted.');
  });

  it('a damaged file that was kept is named where one forgets, and can be deleted', async () => {
    const memory = new Memory([]);
    memory.deleted_ = { items: [item('a')], aside: ['damaged-20261122T120000Z'] };
    await at(memory);
    router.go({ screen: 'deleted' });
    await screen.findByText('damaged-20261122T120000Z');
    await act('forget');
    expect(document.querySelector('dialog[open]')?.textContent, 'it may hold what is to be forgotten').toContain('may still hold it');
    await act('keep', document.querySelector('dialog[open]') as Element);
    await act('delete-aside');
    await act('confirm-delete-aside');
    await vi.waitFor(() => expect(memory.calls).toContain('deleteAside damaged-20261122T120000Z'));
    await vi.waitFor(() => expect(document.querySelector('[data-part="aside"]')).toBeNull());
  });

  it('is forgotten only after a question that says whose it is', async () => {
    const memory = new Memory([]);
    memory.deleted_ = { items: [item('a')], aside: [] };
    await at(memory);
    router.go({ screen: 'deleted' });
    await screen.findByText('Lin a');
    await act('forget');
    expect(document.querySelector('dialog')?.textContent).toContain('Lin a');
    await act('keep');
    expect(memory.calls, 'kept').not.toContain('forget a');
    await act('forget');
    await act('confirm-forget');
    expect(memory.calls).toContain('forget a');
    await screen.findByText('Nothing is deleted.');
  });

  it('an earlier state of a draft is read before it is brought back', async () => {
    const memory = new Memory([]);
    memory.history_ = {
      id: 'd1', edition: 1, who: 'you', name: 'Lin', states: [{ seq: 7, saved_at: '2026-12-01T09:00:00Z', changed: [{ pointer: '/about/surname', text: 'q-about-surname', item: null }] }],
    };
    memory.past = { seq: 7, edition: 1, answers: [{ page: 'about', pointer: '/about/surname', text: 'q-about-surname', item: null, words: ['CHEN'], texts: [], control: 'text' }] };
    await at(memory);
    router.go({ screen: 'history', id: 'd1' });
    await vi.waitFor(() => expect(document.querySelector('[data-past="7"]')).not.toBeNull());
    expect(document.querySelector('[data-action="bring-back"]'), 'not before it was seen').toBeNull();
    await act('see-state');
    await vi.waitFor(() => expect(document.querySelector('[data-read-back="/about/surname"]')?.textContent).toContain('CHEN'));
    await act('bring-back');
    expect(memory.calls).toContain('bringBack 7');
    await vi.waitFor(() => expect(where()).toBe('filling'));
  });
});
