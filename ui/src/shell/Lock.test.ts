import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Memory } from '../../test/memory';
import App from '../App.svelte';
import { router } from '../router/router.svelte';
import { unsaved } from './unsaved';

const PAGES = [
  { id: 'about', sections: [{ id: 'name', fields: [{ pointer: '/about/surname', control: 'latin-name' }, { pointer: '/about/given_names', control: 'latin-name' }] }] },
];
const ID = 'd1'; // the one draft of this backend

async function filling(memory = new Memory(PAGES)): Promise<{ memory: Memory; given: HTMLInputElement }> {
  router.go({ screen: 'welcome' });
  render(App, { backend: memory });
  await vi.waitFor(() => expect(document.querySelector('[data-screen="home"]')).toBeTruthy());
  router.go({ screen: 'filling', id: ID });
  const given = await vi.waitFor(() => {
    const input = document.querySelector<HTMLInputElement>('[data-question="/about/given_names"] input');
    expect(input).toBeTruthy();
    return input as HTMLInputElement;
  });
  return { memory, given };
}

const where = () => document.querySelector('main')?.getAttribute('data-screen');
const resume = () => ({ screen: 'filling', declaration: ID, field: { pointer: '/about/given_names', input: 0, start: 3, end: 5 }, texts: [] });

describe('locking', () => {
  beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
  afterEach(() => {
    vi.useRealTimers();
    unsaved.clear(); // of a page that is gone
  });

  it('saves what is being typed, then locks, and tells where the cursor was', async () => {
    const { memory, given } = await filling();
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    await user.click(given);
    await user.keyboard('Xiaoming');
    given.setSelectionRange(3, 5);
    await user.keyboard('{Control>}l{/Control}');
    await vi.waitFor(() => expect(where()).toBe('vault'));
    expect(memory.answers, 'nothing that was typed is lost').toEqual({ about: { given_names: 'Xiaoming' } });
    expect(memory.locked).toEqual([resume()]);
  });

  it('does not lock over something that could not be saved, and says so', async () => {
    const { memory, given } = await filling();
    memory.refuse.answer = { code: 'vault-disk-full', arguments: {} };
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    await user.click(given);
    await user.keyboard('X');
    await user.click(document.querySelector('[data-action="lock"]') as Element);
    expect(await screen.findByText(/locking would lose it/)).toBeTruthy();
    expect([memory.locked, where()], 'it stays as it is').toEqual([[], 'filling']);

    memory.refuse = {};
    await user.click(document.querySelector('[data-action="lock"]') as Element);
    await vi.waitFor(() => expect(where(), 'once there is room again it locks').toBe('vault'));
    expect(memory.answers).toEqual({ about: { given_names: 'X' } });
  });

  it('comes by itself when nobody did anything for a while, and not before', async () => {
    const { memory } = await filling();
    vi.advanceTimersByTime(14 * 60_000);
    await userEvent.setup({ advanceTimers: vi.advanceTimersByTime }).keyboard('{Shift}');
    await vi.advanceTimersByTimeAsync(14 * 60_000);
    expect(memory.locked, 'somebody was there a quarter of an hour ago').toEqual([]);
    await vi.advanceTimersByTimeAsync(2 * 60_000);
    await vi.waitFor(() => expect(memory.locked).toHaveLength(1));
  });

  it('comes when the computer goes to sleep', async () => {
    const { memory } = await filling();
    for (const heard of memory.lockers) heard();
    await vi.waitFor(() => expect(where()).toBe('vault'));
    expect(memory.locked).toHaveLength(1);
  });

  it('by its button, too, comes back to the field that was being typed into', async () => {
    const { memory, given } = await filling();
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    await user.click(given);
    await user.keyboard('Xiaoming');
    given.setSelectionRange(3, 5);
    const button = document.querySelector<HTMLElement>('[data-action="lock"]');
    button?.focus(); // as a press by pointer or key does
    await user.click(button as Element);
    await vi.waitFor(() => expect(memory.locked).toEqual([resume()]));
  });

  it('counts the time without anybody also where the clock is set back meanwhile', async () => {
    const { memory } = await filling();
    const before = Date.now();
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    vi.setSystemTime(before - 3_600_000);
    expect(memory.locked).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(5 * 60_000 + 10_000);
    await vi.waitFor(() => expect(memory.locked, 'a quarter of an hour is over').toHaveLength(1));
  });

  it('keeps what is written beside the questions, and puts it back once its field is there', async () => {
    const { memory } = await filling();
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    router.go({ screen: 'mrz', id: ID });
    const lines = await vi.waitFor(() => {
      const field = document.querySelector<HTMLTextAreaElement>('[data-kept="mrz"]');
      expect(field).toBeTruthy();
      return field as HTMLTextAreaElement;
    });
    await user.type(lines, 'P<CHNCHEN');
    await user.keyboard('{Control>}l{/Control}');
    await vi.waitFor(() => expect(memory.locked[0]?.texts).toEqual([{ name: 'mrz', text: 'P<CHNCHEN' }]));
  });

  it('puts back what was written beside the questions once its field is there', async () => {
    const memory = new Memory(PAGES);
    memory.start_ = { ...memory.start_, resume: { screen: 'mrz', declaration: ID, field: null, texts: [{ name: 'mrz', text: 'P<CHNCHEN' }] } };
    router.go({ screen: 'welcome' });
    render(App, { backend: memory });
    await vi.waitFor(() => expect(document.querySelector<HTMLTextAreaElement>('[data-kept="mrz"]')?.value).toBe('P<CHNCHEN'));
  });

  it('tells the system that it stays open over something that could not be saved, and when nothing is open', async () => {
    const { memory, given } = await filling();
    memory.refuse.answer = { code: 'vault-disk-full', arguments: {} };
    await userEvent.setup({ advanceTimers: vi.advanceTimersByTime }).type(given, 'X');
    for (const heard of memory.lockers) heard();
    await vi.waitFor(() => expect(memory.stays, 'else it would be locked without the page').toBe(1));
    expect([memory.locked, where()]).toEqual([[], 'filling']);

    memory.refuse = {};
    for (const heard of memory.lockers) heard();
    await vi.waitFor(() => expect(memory.locked).toHaveLength(1));
    for (const heard of memory.lockers) heard();
    await vi.waitFor(() => expect(memory.stays, 'there is nothing to lock').toBeGreaterThan(1));
  });

  it('leads back to the same field with the cursor where it was', async () => {
    const memory = new Memory(PAGES);
    memory.answers.about = { given_names: 'Xiaoming' };
    memory.start_ = { ...memory.start_, resume: resume() };
    router.go({ screen: 'welcome' });
    render(App, { backend: memory });
    await vi.waitFor(() => {
      const input = document.querySelector<HTMLInputElement>('[data-question="/about/given_names"] input');
      expect(document.activeElement).toBe(input);
      expect([input?.selectionStart, input?.selectionEnd]).toEqual([3, 5]);
    });
    expect(where()).toBe('filling');
  });
});
