import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { Memory } from '../../test/memory';
import App from '../App.svelte';
import type { Card, ListFilter, Home } from '../backend/types';
import { router } from '../router/router.svelte';

const card = (changes: Partial<Card>): Card => ({
  id: 'd1', reference: '8PKW5-XJF7K', revision: 1, kind: 'declaration', may_confirm: false, after_landing: false, missed: false, journey_page: null, ended: null, name: 'Lin Xiaoyan', route: 'FRA → PVG', departs_on: '2026-12-14', by_air: true, stays: false, state: 'not-sent', correcting: false,
  withdrawn: false, progress: { required: 40, missing: 1, blocking: 0, warnings: 0 }, stage: null, colour: null, ends_early: null, next: 'continue',
  newer: null, problem: null, stopped: false, zone: null, opens: null, handed_over: null, rival: null, updated_at: '2026-12-01T09:00:00Z', ...changes,
});

class Homely extends Memory {
  readonly done: string[] = [];
  total: number | null = null;
  queues: string[] = [];
  constructor(private cards: Card[], private readonly sending: Home['sending'] = { kind: 'to', name: 'Test platform' }) {
    super([]);
  }
  override async home(): Promise<Home> {
    return { cards: this.cards, total: this.total ?? this.cards.length, sending: this.sending, rulebook: this.rulebook_, takes_intentions: true, deleted: 0, queues_made_anew: this.queues };
  }
  override async deleteDeclaration(id = ''): Promise<Home> {
    this.done.push(`delete ${id}`);
    this.cards = this.cards.filter((one) => one.id !== id);
    return this.home();
  }
  override async undoDelete(id = ''): Promise<Home> {
    this.done.push(`undo ${id}`);
    this.cards = [...this.cards, card({ id })];
    return this.home();
  }
  override async withdraw(id = ''): Promise<Card> {
    this.done.push(`withdraw ${id}`);
    return card({ withdrawn: true });
  }
}

async function home(backend: Homely) {
  render(App, { backend });
  await screen.findByText('Your declarations');
  await vi.waitFor(() => expect(document.querySelector('[data-action="new-declaration"]')).not.toBeNull());
  return backend;
}
const press = (action: string) => userEvent.click(document.querySelector(`[data-action="${action}"]`) as Element);

describe('home', () => {
  // jsdom draws no dialogs; what matters here is what opening and closing one leads to.
  beforeEach(() => {
    HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
      this.open = true;
    };
    HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
      this.open = false;
      this.dispatchEvent(new Event('close'));
    };
  });

  it('a list that cannot be shown, since it names what is not there, offers to look the file through', async () => {
    class Broken extends Homely {
      override home(): Promise<Home> { return Promise.reject({ code: 'declaration-unknown', arguments: {} }); }
    }
    const memory = new Broken([]);
    render(App, { backend: memory });
    await vi.waitFor(() => expect(document.querySelector('[data-part="may-be-damage"]')).not.toBeNull());
    await press('check-file');
    await vi.waitFor(() => expect(document.querySelector('[data-part="file-sound"]')).not.toBeNull());
  });

  it('a first visit says what a declaration needs and starts one', async () => {
    await home(new Homely([]));
    expect(screen.getByText('Have these at hand')).toBeTruthy();
    await press('new-declaration');
    expect(router.route.screen).toBe('filling');
  });

  it('says where a list of what waits was made anew, and what was kept of it', async () => {
    const backend = new Homely([card({})]);
    backend.queues = ['spool.db.broken-20261129T180000Z.part'];
    await home(backend);
    const told = document.querySelector('[data-part="queue-anew"]')?.textContent ?? '';
    expect(told).toContain('Nothing is lost');
    expect(told).toContain('spool.db.broken-20261129T180000Z.part');
  });

  it('without a platform it says why nothing can be sent and that drafts are safe', async () => {
    await home(new Homely([card({})], { kind: 'nowhere', problem: { code: 'profile-missing', arguments: {} } }));
    expect(document.querySelector('[data-problem="profile-missing"]')).not.toBeNull();
    expect(screen.getByText(/safe on this computer/)).toBeTruthy();
    expect(document.querySelector('[data-action="open"]'), 'a draft can still be gone on with').not.toBeNull();
  });

  it('a deleted draft can be brought back', async () => {
    const backend = await home(new Homely([card({})]));
    await press('other-actions');
    await press('delete');
    expect(document.querySelector('[data-declaration="d1"]')).toBeNull();
    await press('undo');
    expect(backend.done).toEqual(['delete d1', 'undo d1']);
    expect(document.querySelector('[data-declaration="d1"]')).not.toBeNull();
    expect(document.querySelector('[data-action="undo"]'), 'nothing is left to undo').toBeNull();
  });

  it('withdrawing asks first, and keeping it does nothing', async () => {
    const backend = await home(new Homely([card({ state: 'received', next: 'show-code', colour: 'green' })]));
    await press('other-actions');
    await press('withdraw');
    expect(document.querySelector('dialog')?.open, 'asked').toBe(true);
    expect(document.querySelector('dialog')?.textContent, 'whose it is').toContain('Lin Xiaoyan');
    await press('keep');
    expect(backend.done, 'kept').toEqual([]);
    expect(document.activeElement, 'the focus is back where it came from').toBe(document.querySelector('[data-action="other-actions"]'));
    await press('other-actions');
    await press('withdraw');
    await press('confirm-withdraw');
    expect(backend.done).toEqual(['withdraw d1']);
  });

  it('a long list is a page at a time, and people are found by what is typed', async () => {
    const all = Array.from({ length: 70 }, (_, index) => card({ id: `d${index}`, name: index === 60 ? 'Wu Apo' : 'Lin Xiaoyan' }));
    const backend = new Homely(all.slice(0, 50));
    backend.total = 70;
    const asked: ListFilter[] = [];
    backend.cases = async (filter, offset) => {
      asked.push(filter);
      const found = all.filter((one) => one.name?.toLowerCase().includes(filter.text.toLowerCase()));
      return { cards: found.slice(offset, offset + 50), total: found.length };
    };
    await home(backend);
    expect(document.querySelectorAll('[data-declaration]').length).toBe(50);
    await press('more');
    await vi.waitFor(() => expect(document.querySelectorAll('[data-declaration]').length, 'the rest').toBe(70));
    await userEvent.type(document.querySelector('[data-part="search"]') as Element, 'wu');
    await vi.waitFor(() => expect(document.querySelectorAll('[data-declaration]').length).toBe(1));
    expect(document.querySelector('[data-declaration="d60"]')).not.toBeNull();
    await userEvent.clear(document.querySelector('[data-part="search"]') as Element);
    await vi.waitFor(() => expect(document.querySelectorAll('[data-declaration]').length, 'the first page again').toBe(50));
    await userEvent.click(document.querySelector('[data-action="show-state"][data-value="waiting"]') as Element);
    await userEvent.click(document.querySelector('[data-action="order-by"][data-value="name"]') as Element);
    await vi.waitFor(() => expect(asked.at(-1)).toEqual({ text: '', state: 'waiting', order: 'name' }));
    await userEvent.click(document.querySelector('[data-action="order-by"][data-value="latest"]') as Element);
    await userEvent.click(document.querySelector('[data-action="show-state"][data-value="any"]') as Element);
    await vi.waitFor(() => expect(document.querySelectorAll('[data-declaration]').length, 'all of them, as home has them').toBe(50));
  });

  it('a connection that fails is said quietly, a refusal loudly', async () => {
    const waiting = (id: string, code: string, stopped: boolean) =>
      card({ id, state: 'waiting', next: stopped ? 'fix' : 'wait', stopped, problem: { code, arguments: {} } });
    await home(new Homely([waiting('d1', 'platform-unreachable', false), waiting('d2', 'declaration-incomplete', true), waiting('d3', 'captive-portal', false)]));
    expect(document.querySelector('[data-problem="captive-portal"]')?.getAttribute('role'), 'a hotel’s page is no refusal').toBeNull();
    expect(document.querySelector('[data-problem="platform-unreachable"]')?.getAttribute('role'), 'it passes by itself').toBeNull();
    expect(document.querySelector('[data-problem="declaration-incomplete"]')?.getAttribute('role')).toBe('alert');
    expect(document.querySelector('[data-declaration="d2"] [data-action="correct"]'), 'the way out').not.toBeNull();
  });

  it('a platform file that says something else is asked about, with both beside each other', async () => {
    const before = { name: 'Zhejiang', address: 'https://zj.example', identity: 'AA AA', keys: 'BB BB', authorities: '' };
    const now = { ...before, address: 'https://zj.example.evil', keys: 'CC CC', authorities: 'DD DD' };
    const backend = await home(new Homely([card({})], { kind: 'swapped', before, now }));
    const said = (part: string) => document.querySelector(`[data-part="${part}"]`)?.textContent ?? '';
    for (const words of Object.values(before)) expect(said('before')).toContain(words);
    for (const words of Object.values(now)) expect(said('now')).toContain(words);
    expect(document.querySelector('[data-action="open"]'), 'a draft can still be gone on with').not.toBeNull();
    expect(backend.calls, 'nothing is decided by looking').not.toContain('takePlatform');
    await press('take-platform');
    expect(backend.calls).toContain('takePlatform');
  });

  it('what this computer did not send is said loudly, with whom to call', async () => {
    await home(new Homely([card({ state: 'received', next: 'show-code', problem: { code: 'sent-elsewhere', arguments: {} } })]));
    const said = document.querySelector('[data-problem="sent-elsewhere"]');
    expect(said?.getAttribute('role')).toBe('alert');
    expect(said?.querySelector('[data-action="hotline"]'), 'whom to call').not.toBeNull();
  });

  it('what waits for its window says that nothing was sent, and when it will be', async () => {
    await home(new Homely([card({ state: 'waiting', next: 'wait', opens: '2099-01-01T16:00:00Z' })]));
    const said = document.querySelector('[data-part="opens"]');
    expect(said?.textContent).toContain('not sent yet');
    expect(said?.querySelector('[data-part="countdown"]'), 'how long that is').not.toBeNull();
    expect(document.querySelector('[data-action="send-now"]'), 'a button that does nothing is not offered').toBeNull();
  });
});
