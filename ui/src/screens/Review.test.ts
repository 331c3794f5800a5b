import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { describe, expect, it } from 'vitest';

import { Memory } from '../../test/memory';
import App from '../App.svelte';
import type { Card, Home, Review, ReviewPage } from '../backend/types';
import { router } from '../router/router.svelte';

const card = (state: Card['state']): Card => ({
  id: 'd1', reference: '8PKW5-XJF7K', revision: 1, kind: 'declaration', may_confirm: false, after_landing: false, missed: false, journey_page: null, ended: null, name: 'Lin Xiaoyan', route: 'FRA → PVG', departs_on: '2026-12-14', by_air: true, stays: false, state, correcting: false, withdrawn: false,
  progress: { required: 1, missing: 0, blocking: 0, warnings: 0 }, stage: null, colour: null, ends_early: null, next: 'wait', problem: null, stopped: false, zone: null, opens: null, handed_over: null, rival: null,
  newer: null, updated_at: '2026-12-01T09:00:00Z',
});

const gap: ReviewPage = {
  page: 'journey',
  findings: [{ text: 'q-legs-from', item: 2, finding: { pointer: '/legs/1/from', rule: 'required', level: 'blocking', arguments: {} } }],
};

class Reviewed extends Memory {
  readonly submitted: string[] = [];
  state: Card['state'] = 'waiting';
  /** What `home` waits for after it has looked. */
  slow: Promise<void> | undefined;
  hurry: () => void = () => undefined;
  #listeners = new Set<(id: string) => void>();

  constructor(private readonly findings: ReviewPage[]) {
    super([{ id: 'journey', sections: [] }]);
  }
  override async review(): Promise<Review> {
    if (this.submitted.length > 0) throw { code: 'draft-unknown', arguments: {} };
    return {
      id: 'd1', revision: 1, kind: 'declaration', edition: 1, who: 'you', sample: false, newer: null, state: 'not-sent', findings: this.findings, afresh: false, complete: this.findings.length === 0,
      pages: [{ id: 'journey', status: 'done', progress: { required: 1, missing: 0, blocking: 0, warnings: 0 } }],
      declared_before: null, missed: null, early: null, read_back: [{ page: 'journey', pointer: '/legs/0/departs_on', text: 'q-legs-departs-on', item: 1, words: ['2026-12-14'], texts: [], control: 'date' }],
      sending: { kind: 'to', name: 'Test platform' },
    };
  }
  override async submit(id = ''): Promise<Card> {
    this.submitted.push(id);
    return card(this.state);
  }
  override async home(): Promise<Home> {
    const state = this.state;
    await this.slow;
    return { cards: [card(state)], total: 1, sending: { kind: 'to', name: 'Test platform' }, rulebook: this.rulebook_, takes_intentions: true, deleted: 0, queues_made_anew: [] };
  }
  override onChanged(listener: (id: string) => void = () => {}): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  changed(id: string): void {
    for (const listener of this.#listeners) listener(id);
  }
}

async function reviewing(findings: ReviewPage[] = []) {
  const backend = new Reviewed(findings);
  render(App, { backend });
  await screen.findByText('Your declarations');
  router.go({ screen: 'review', id: 'd1' });
  await screen.findByText('Review');
  await screen.findByText('Back to the form');
  return backend;
}
const act = (action: string) => userEvent.click(document.querySelector(`[data-action="${action}"]`) as Element);
const state = () => document.querySelector('[data-state]')?.getAttribute('data-state');

describe('review', () => {
  it('a finding leads to its question, on its page', async () => {
    await reviewing([gap]);
    expect(document.querySelector('[data-action="submit"]'), 'nothing can be sent before').toBeNull();
    const found = document.querySelector('[data-finding="required"][data-at="/legs/1/from"]');
    expect(found?.textContent, 'said with its place in the list').toMatch(/Part .?2.? · From/u);
    await userEvent.click(found as Element);
    expect(router.route).toMatchObject({ screen: 'filling', id: 'd1', page: 'journey', pointer: '/legs/1/from' });
  });

  it('an answer that decides is read back in words and can be changed', async () => {
    await reviewing();
    const line = document.querySelector('[data-read-back="/legs/0/departs_on"]');
    expect(line?.textContent).toContain('14 December 2026');
    await userEvent.click(document.querySelector('[data-action="edit-answer"][data-at="/legs/0/departs_on"]') as Element);
    expect(router.route).toMatchObject({ screen: 'filling', page: 'journey', pointer: '/legs/0/departs_on' });
  });

  it('no colour is foretold', async () => {
    await reviewing();
    expect(document.body.textContent, 'the platform assigns it').not.toMatch(/green|yellow|orange/i);
  });

  it('nothing is sent before the answers were confirmed', async () => {
    const backend = await reviewing();
    await act('submit');
    expect(backend.submitted).toEqual([]);
    expect(document.activeElement, 'the box to tick').toBe(document.querySelector('[data-action="confirm-read-back"]'));
    expect(screen.getByRole('alert').textContent).toContain('tick the box');
    await act('confirm-read-back');
    await act('submit');
    expect(backend.submitted).toEqual(['d1']);
  });

  it('sent is not received: the state says waiting until the receipt is there', async () => {
    const backend = await reviewing();
    await act('confirm-read-back');
    await act('submit');
    expect(state()).toBe('waiting');
    backend.changed('another');
    backend.state = 'received';
    await tick();
    expect(state(), 'what happens to another declaration says nothing of this one').toBe('waiting');
    backend.changed('d1');
    expect(await screen.findByText('The platform has the declaration')).toBeTruthy();
    expect(state()).toBe('received');
    expect(document.querySelector('[data-action="show-code"]'), 'and there is a way on').not.toBeNull();
  });

  it('an answer from before the receipt that comes late takes nothing back', async () => {
    const backend = await reviewing();
    await act('confirm-read-back');
    backend.slow = new Promise((resolve) => (backend.hurry = resolve));
    await act('submit');
    backend.slow = undefined;
    backend.state = 'received';
    backend.changed('d1');
    expect(await screen.findByText('The platform has the declaration')).toBeTruthy();
    backend.hurry();
    await new Promise((resolve) => setTimeout(resolve));
    expect(state()).toBe('received');
  });
});
