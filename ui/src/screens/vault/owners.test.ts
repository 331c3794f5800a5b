import { render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import { Memory } from '../../../test/memory';
import App from '../../App.svelte';
import { router } from '../../router/router.svelte';

const find = (selector: string) => document.querySelector(selector);
const act = (action: string, value?: string) => userEvent.click(find(`[data-action="${action}"]${value ? `[data-value="${value}"]` : ''}`) as Element);

async function at(memory: Memory, waits: string): Promise<Memory> {
  router.go({ screen: 'welcome' });
  render(App, { backend: memory });
  await vi.waitFor(() => expect(find(waits)).not.toBeNull());
  return memory;
}

describe('several owners on one computer', () => {
  it('each is offered by the name they show, or by a number', async () => {
    const memory = new Memory([]);
    memory.start_ = { ...memory.start_, vault: { door: 'choose', owners: [{ id: 'first', name: 'Mei', number: 1 }, { id: 'b', name: null, number: 2 }] } };
    await at(memory, '[data-action="choose-owner"]');
    expect([...document.querySelectorAll('[data-action="choose-owner"]')].map((one) => one.textContent?.replace(/[\u2068\u2069]/g, '').trim())).toEqual(['Mei Number 1', 'Number 2']);
    await act('choose-owner', 'b');
    expect(memory.calls).toContain('chooseOwner b');
    await vi.waitFor(() => expect(find('[data-action="unlock"]'), 'their door').not.toBeNull());
  });

  it('somebody new comes from a door that is shut', async () => {
    const memory = new Memory([]);
    memory.start_ = { ...memory.start_, vault: { door: 'locked', ways: ['passphrase'] } };
    await at(memory, '[data-action="somebody-else"]');
    await act('somebody-else');
    await vi.waitFor(() => expect(find('[data-action="new-owner"]')).not.toBeNull());
    await act('new-owner');
    await vi.waitFor(() => expect(find('[data-action="create-vault"]'), 'a vault of their own is made').not.toBeNull());
  });

  it('an owner chooses the name that is shown, and none', async () => {
    const memory = await at(new Memory([]), '[data-action="settings"]');
    await act('settings');
    await vi.waitFor(() => expect(find('[data-part="shown-name"]')).not.toBeNull());
    await userEvent.type(find('[data-part="shown-name"]') as Element, 'Mei');
    await act('show-name');
    await vi.waitFor(() => expect(memory.name).toBe('Mei'));
    await userEvent.clear(find('[data-part="shown-name"]') as Element);
    await act('show-name');
    await vi.waitFor(() => expect(memory.name, 'a number again').toBeNull());
  });
});
