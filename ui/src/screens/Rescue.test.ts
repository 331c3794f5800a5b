import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import { Memory } from '../../test/memory';
import App from '../App.svelte';
import Outcome from './rescue/Outcome.svelte';
import { router } from '../router/router.svelte';

const act = (action: string) => userEvent.click(document.querySelector(`[data-action="${action}"]`) as Element);
const where = () => document.querySelector('main')?.getAttribute('data-screen');

function app(memory: Memory): Memory {
  router.go({ screen: 'welcome' });
  render(App, { backend: memory });
  return memory;
}

describe('a damaged file', () => {
  it('is told on whatever screen, and leads to the rescue and to what is missing', async () => {
    const memory = app(new Memory([]));
    await vi.waitFor(() => expect(where()).toBe('home'));
    memory.start_ = { ...memory.start_, damaged: true };
    for (const heard of memory.damages) heard();
    await vi.waitFor(() => expect(document.querySelector('[data-part="damage"]')?.getAttribute('role')).toBe('alert'));
    await act('rescue');
    expect(where()).toBe('rescue');
    memory.rescued = {
      kept: 3, pages: 2, slots_lost: true, earlier: false, aside: '/home/lin/.local/share/guitu/damaged-20261128T060000Z',
      lost: [
        { name: 'Lin Xiaoyan', reference: '8PKW5-XJF7K', all: true, parts: [] },
        { name: null, reference: '7PKW5-XJF7M', all: false, parts: ['sending', 'earlier'] },
      ],
    };
    await vi.waitFor(() => expect(document.querySelector('[data-action="start-rescue"]')).not.toBeNull());
    await act('start-rescue');
    expect(memory.calls).toContain('rescue {"kind":"keychain"}');
    expect(await screen.findByRole('heading', { level: 1, name: 'What could be saved is here' })).toBeTruthy();
    expect(document.querySelector('[data-lost="all"]')?.textContent, 'by name').toContain('Lin Xiaoyan');
    expect(document.querySelector('[data-lost="part"]')?.textContent, 'what of it').toContain('send it once more');
    expect(document.querySelector('[data-part="slots-lost"]')).not.toBeNull();
    expect(document.body.textContent, 'where the old file is').toContain('damaged-20261128T060000Z');
    await act('home');
    expect(where()).toBe('home');
    expect(document.querySelector('[data-part="damage"]'), 'the new file is sound').toBeNull();
  });

  it('of which pages are gone is never called whole, although nobody is missing by name', async () => {
    const { container } = render(Outcome, { rescued: { start: new Memory([]).start_, kept: 3, pages: 2, lost: [], slots_lost: false, earlier: false, aside: '/there' }, onhome: () => undefined });
    expect(container.textContent).not.toContain('Nothing that was filled in is missing');
    expect(container.textContent).toContain('More may be missing');
  });

  it('whose rescue fails is behind its door again, and the way leads there', async () => {
    const memory = app(new Memory([]));
    await vi.waitFor(() => expect(where()).toBe('home'));
    memory.start_ = { ...memory.start_, damaged: true };
    for (const heard of memory.damages) heard();
    await vi.waitFor(() => expect(document.querySelector('[data-action="rescue"]')).not.toBeNull());
    await act('rescue');
    await vi.waitFor(() => expect(document.querySelector('[data-action="start-rescue"]')).not.toBeNull());
    memory.rescue = async () => {
      memory.start_ = { ...memory.start_, vault: { door: 'locked', ways: ['passphrase'] } }; // it was shut for the rescue
      throw { code: 'vault-disk-full', arguments: {} };
    };
    await act('start-rescue');
    await vi.waitFor(() => expect(document.querySelector('[data-error="vault-disk-full"]') ?? document.querySelector('[role="alert"]')).not.toBeNull());
    await act('home');
    expect(where(), 'not home in a house whose door is shut').toBe('vault');
  });

  it('that does not open can be rescued from its door', async () => {
    const memory = new Memory([]);
    memory.start_ = { ...memory.start_, vault: { door: 'refused', problem: { code: 'vault-damaged', arguments: {} }, ways: ['passphrase'] } };
    app(memory);
    await screen.findByRole('heading', { level: 1, name: 'Part of the file with your declarations is damaged' });
    await act('rescue');
    await userEvent.type(document.querySelector('[data-part="passphrase"]') as Element, 'river lamp tea bridge');
    await act('start-rescue');
    expect(memory.calls).toContain('rescue {"kind":"passphrase","text":"river lamp tea bridge"}');
    expect(await screen.findByRole('heading', { level: 1, name: 'The file is not damaged' }), 'nothing was set aside').toBeTruthy();
  });

  it('whose slots are broken is not offered a rescue that has no key', async () => {
    const memory = new Memory([]);
    memory.start_ = { ...memory.start_, vault: { door: 'refused', problem: { code: 'vault-slots-broken', arguments: { file: 'vault.slots.json' } }, ways: [] } };
    app(memory);
    await screen.findByRole('heading', { level: 1, name: 'The key file is damaged' });
    expect(screen.getByText(/Your declarations are still here/)).toBeTruthy();
    expect(document.querySelector('[data-action="rescue"]'), 'it would lead nowhere').toBeNull();
    expect(document.querySelector('[data-action="try-again"]'), 'a backup may have been put in place').not.toBeNull();
  });

  it('is looked for on request', async () => {
    const memory = app(new Memory([]));
    await vi.waitFor(() => expect(where()).toBe('home'));
    router.go({ screen: 'settings' });
    await vi.waitFor(() => expect(document.querySelector('[data-action="check-file"]')).not.toBeNull());
    await act('check-file');
    await vi.waitFor(() => expect(document.querySelector('[data-part="file-sound"]')).not.toBeNull());
    memory.check = { damaged: true };
    await act('check-file');
    await vi.waitFor(() => expect(document.querySelector('[data-part="damage"]')).not.toBeNull());
    expect(document.querySelector('[data-part="file-sound"]')).toBeNull();
  });
});
