import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import { Memory } from '../../../test/memory';
import App from '../../App.svelte';
import type { Slot } from '../../backend/types';
import { router } from '../../router/router.svelte';
import { proofs } from './proofs';

const slot = (id: string, kind: Slot['kind']): Slot => ({ id, kind, label: '', created_on: '2026-11-01' });
const act = (action: string) => userEvent.click(document.querySelector(`[data-action="${action}"]`) as Element);
const type = (css: string, text: string) => userEvent.type(document.querySelector(css) as Element, text);

async function settings(slots: Slot[]): Promise<Memory> {
  const memory = new Memory([]);
  memory.slots_ = { slots, keychain: 'ready' };
  router.go({ screen: 'welcome' });
  render(App, { backend: memory });
  await vi.waitFor(() => expect(document.querySelector('[data-screen="home"]')).toBeTruthy());
  router.go({ screen: 'settings' });
  await vi.waitFor(() => expect(document.querySelector('[data-slot]')).toBeTruthy());
  return memory;
}

describe('the ways to open', () => {
  it('the old passphrase is asked before another takes its place', async () => {
    const memory = await settings([slot('p', 'passphrase')]);
    await act('change-passphrase');
    await type('[data-part="passphrase"]', 'river lamp tea bridge');
    await type('[data-part="repeat"]', 'river lamp tea bridge');
    await act('set-passphrase');
    expect(memory.calls.filter((call) => call.startsWith('change')), 'nothing is changed yet').toEqual([]);
    await type('[data-part="passphrase"]', 'the old one');
    await act('confirm-passphrase');
    await screen.findAllByText('The passphrase is set.');
    expect(memory.calls).toContain('changePassphrase p river lamp tea bridge {"kind":"passphrase","text":"the old one"}');
  });

  it('the last way cannot be removed, and one of two only with the other', async () => {
    await settings([slot('p', 'passphrase')]);
    expect(document.querySelector('[data-action="remove-slot"]')).toBeNull();
    expect(proofs([slot('p', 'passphrase'), slot('k', 'keychain')], slot('p', 'passphrase')), 'what stays must open').toEqual(['keychain']);
    expect(proofs([slot('k', 'keychain'), slot('p', 'passphrase')]), 'first what only a person knows').toEqual(['passphrase', 'keychain']);
  });

  it('a recovery code counts only once groups of it were copied back from the sheet', async () => {
    const memory = await settings([slot('p', 'passphrase')]);
    await act('recovery-code');
    await act('make-recovery-code');
    await vi.waitFor(() => expect(document.querySelectorAll('[data-recovery-group]'), 'the whole sheet').toHaveLength(7));
    expect(document.querySelector('[data-recovery-group="4"]')?.textContent, 'each with its number: it is asked for by that').toMatch(/^4 /);
    expect(document.querySelector('[data-action="keep"]')?.textContent, 'whoever leaves now keeps no code').toBe('Cancel');
    await act('check-recovery-code');
    const asked = [...document.querySelectorAll<HTMLInputElement>('[data-group]')];
    expect(asked, 'two are enough').toHaveLength(2);
    expect(document.querySelector('[data-recovery-group]'), 'the sheet is not on the screen to copy from').toBeNull();
    for (const input of asked) await userEvent.type(input, 'WRONG');
    await type('[data-part="passphrase"]', 'mine');
    await act('keep-recovery-code');
    await vi.waitFor(() => expect(document.querySelector('[data-problem="recovery-sheet-wrong"]')).toBeTruthy());
    for (const input of asked) {
      await userEvent.clear(input);
      await userEvent.type(input, memory.sheet.groups[Number(input.dataset.group) - 1] ?? '');
    }
    await act('keep-recovery-code');
    await screen.findAllByText('The recovery code now opens Guitu. Keep the sheet safe.');
    expect(document.querySelector('[data-slot="recovery-code"]')).toBeTruthy();
  });
});
