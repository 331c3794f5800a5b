import { render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { Memory } from '../../test/memory';
import App from '../App.svelte';
import type { Card, Cards, Home } from '../backend/types';
import { router } from '../router/router.svelte';

const card = (changes: Partial<Card>): Card => ({
  id: 'd1', reference: '8PKW5-XJF7K', revision: 1, kind: 'declaration', may_confirm: false, after_landing: false, missed: false, journey_page: null, ended: null, name: 'Lin', route: null, departs_on: null, by_air: true, stays: false, state: 'not-sent',
  correcting: false, withdrawn: false, progress: { required: 4, missing: 3, blocking: 0, warnings: 0 }, stage: null, colour: null, ends_early: null,
  next: 'continue', newer: null, problem: null, stopped: false, zone: null, opens: null, handed_over: null, rival: null, updated_at: '2026-12-01T09:00:00Z', ...changes,
});

/** A home with one card. */
class One extends Memory {
  constructor(private readonly one: Card) { super([]); }
  override async home(): Promise<Home> { return { ...(await super.home()), cards: [this.one], total: 1 }; }
  override async cases(): Promise<Cards> { return { cards: [this.one], total: 1 }; }
}

const find = (selector: string) => document.querySelector(selector);
const act = (action: string, value?: string) => userEvent.click(find(`[data-action="${action}"]${value ? `[data-value="${value}"]` : ''}`) as Element);
const type = (part: string, text: string) => userEvent.type(find(`[data-part="${part}"]`) as Element, text);
const where = () => find('main')?.getAttribute('data-screen');

async function at<T extends Memory>(memory: T): Promise<T> {
  router.go({ screen: 'welcome' });
  render(App, { backend: memory });
  await vi.waitFor(() => expect(where()).toBe('home'));
  await vi.waitFor(() => expect(find('[data-action="take-over"]')).not.toBeNull());
  return memory;
}

describe('backup and hand-over', () => {
  beforeEach(() => {
    HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) { this.open = true; };
    HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) { this.open = false; this.dispatchEvent(new Event('close')); };
  });

  it('everything is backed up with a passphrase, and it says where', async () => {
    const memory = await at(new Memory([]));
    router.go({ screen: 'settings' });
    await vi.waitFor(() => expect(find('[data-action="back-up-all"]')).not.toBeNull());
    await act('back-up-all');
    expect(find('[data-action="choose-purpose"]'), 'everything is never handed over').toBeNull();
    await type('passphrase', 'correct horse battery');
    await type('repeat', 'correct horse battery');
    await act('write-file');
    await vi.waitFor(() => expect(find('[data-part="path"]')?.textContent).toBe('/media/stick/all.guitu'));
    expect(memory.calls).toContain('backUp null {"kind":"passphrase","text":"correct horse battery"}');
  });

  it('a declaration is handed over to a key, and who received it is noted', async () => {
    const memory = await at(new One(card({})));
    await act('other-actions');
    await act('carry');
    expect(find('[data-part="for"]')?.textContent, 'it says whose it is').toContain('Lin');
    await act('choose-purpose', 'hand-over');
    await type('receiver', 'Mei');
    await act('choose-seal', 'receiver');
    await act('write-file');
    expect(document.activeElement?.getAttribute('data-part'), 'without a key it leads to where one goes').toBe('key');
    expect(find('[role="alert"]')?.textContent, 'and says so').toContain('Paste the receiver’s key');
    await type('key', 'age1mei');
    await act('write-file');
    await vi.waitFor(() => expect(find('[data-part="written"]')?.textContent).toContain('Give the file to the receiver'));
    expect(memory.calls).toContain('handOver d1 Mei {"kind":"receiver","key":"age1mei"}');
  });

  it('nothing is written where nobody chose a place', async () => {
    const memory = await at(new Memory([]));
    memory.chosen = null;
    router.go({ screen: 'carry', id: null });
    await vi.waitFor(() => expect(find('[data-part="passphrase"]')).not.toBeNull());
    await type('passphrase', 'correct horse battery');
    await type('repeat', 'correct horse battery');
    await act('write-file');
    expect(find('[data-part="written"]')).toBeNull();
    expect(memory.calls.filter((call) => call.startsWith('backUp'))).toEqual([]);
  });

  it('a card that was handed over says to whom, and offers to take it back after a question', async () => {
    const memory = await at(new One(card({ next: 'nothing', handed_over: { receiver: 'Mei', at: '2026-12-01T09:00:00Z' } })));
    await vi.waitFor(() => expect(find('[data-part="handed-over"]')?.textContent).toContain('Mei'));
    expect(find('[data-action="open"]'), 'it is not filled in here any more').toBeNull();
    await act('other-actions');
    await act('take-back');
    expect(memory.calls, 'asked first').not.toContain('takeBack d1');
    await act('confirm-take-back');
    expect(memory.calls).toContain('takeBack d1');
  });

  it('what came second says who has sent it, and can be left to them or corrected over', async () => {
    const conflict = { code: 'revision-conflict', arguments: {} };
    const memory = await at(new One(card({ state: 'waiting', next: 'fix', stopped: true, problem: conflict, rival: 'Mei' })));
    await vi.waitFor(() => expect(find('[data-part="not-taken"]')?.textContent).toMatch(/Mei.* has probably sent this declaration/));
    expect(find('[data-state]')?.textContent, 'it waits for nothing').toContain('Not taken');
    expect(find('.declaration')?.textContent).not.toContain('by itself');
    expect(find('[data-action="correct"]')?.textContent).toContain('Correct and send yours');
    await act('leave');
    expect(memory.calls).toContain('leaveToThem d1');
  });

  it('what came second without a hand-over asks whether that was its owner', async () => {
    const conflict = { code: 'revision-conflict', arguments: {} };
    await at(new One(card({ state: 'waiting', next: 'fix', stopped: true, problem: conflict })));
    await vi.waitFor(() => expect(find('[data-part="not-taken"]')?.textContent).toContain('from somewhere else'));
    expect(find('[data-action="leave"]'), 'there is nobody to leave it to').toBeNull();
  });

  it('a file is looked at before its passphrase is asked for', async () => {
    const memory = await at(new Memory([]));
    memory.file = { code: 'backup-cut-off', arguments: {} };
    await act('take-over');
    await vi.waitFor(() => expect(where()).toBe('take-over'));
    await act('choose-file');
    await vi.waitFor(() => expect(find('[data-problem="backup-cut-off"]')?.textContent, 'with what to do next').toContain('Copy it again'));
    expect(find('[data-part="passphrase"]')).toBeNull();
    memory.file = { path: '/media/stick/all.guitu', by_passphrase: true, sealed: null };
    await act('choose-file');
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('data-part'), 'the cursor is where one types').toBe('passphrase'));
    await type('passphrase', 'correct horse battery');
    await act('take');
    await vi.waitFor(() => expect(find('[data-part="taken"]')?.textContent).toContain('One was here and is newer now'));
    expect(memory.calls).toContain('takeOver correct horse battery');
    expect(find('[data-part="passphrase"]'), 'and the passphrase is on no screen any more').toBeNull();
  });

  it('what was sealed to the own key needs nothing typed, and the key is shown in the settings', async () => {
    const memory = await at(new Memory([]));
    memory.file = { path: '/x.guitu', by_passphrase: false, sealed: null };
    router.go({ screen: 'take-over' });
    await vi.waitFor(() => expect(find('[data-action="choose-file"]')).not.toBeNull());
    await act('choose-file');
    await vi.waitFor(() => expect(find('[data-action="take"]')).not.toBeNull());
    await act('take');
    await vi.waitFor(() => expect(memory.calls).toContain('takeOver null'));
    router.go({ screen: 'settings' });
    await vi.waitFor(() => expect(find('[data-action="receiver-key"]')).not.toBeNull());
    await act('receiver-key');
    await vi.waitFor(() => expect(find('[data-part="key"]')?.textContent).toBe('age1test'));
  });

  it('a hand-over is shown on the screen, stops, and goes on by hand and by keys', async () => {
    const memory = await at(new One(card({})));
    await act('other-actions');
    await act('carry');
    await act('choose-purpose', 'hand-over');
    await type('receiver', 'Mei');
    await act('choose-seal', 'receiver');
    await type('key', 'age1mei');
    await act('choose-way', 'pictures');
    await act('write-file');
    await vi.waitFor(() => expect(find('[data-part="turn"]')?.textContent).toContain('1'));
    expect(memory.calls).toContain('showHandOver d1 Mei {"kind":"receiver","key":"age1mei"}');
    expect(find('[data-part="shown"]')?.textContent, 'what to do there, and what if it did not arrive').toMatch(/Read from another screen.*Take it back/s);
    await act('run-pause');
    await act('run-next');
    const number = () => Number(find('[data-part="run"]')?.getAttribute('data-number'));
    const before = number();
    await userEvent.keyboard('{ArrowRight}');
    expect(number(), 'an arrow is a step').toBe(before + 1);
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(number()).toBe(before - 1);
    await act('run-fine');
    await vi.waitFor(() => expect(memory.calls).toContain('runPicture 0 true'));
    expect(find('[data-part="run"]')?.getAttribute('data-count'), 'fewer, finer').toBe('1');
    await act('home');
    await vi.waitFor(() => expect(memory.calls, 'nothing is shown any more').toContain('putPicturesAway'));
  });

  it('nothing moves for whoever wants that', async () => {
    vi.stubGlobal('matchMedia', (query: string) => ({ matches: query.includes('reduced-motion'), addEventListener: () => undefined }));
    try {
      await at(new Memory([]));
      router.go({ screen: 'carry', id: null });
      await vi.waitFor(() => expect(find('[data-action="choose-way"]')).not.toBeNull());
      await act('choose-way', 'pictures');
      await type('passphrase', 'correct horse battery');
      await type('repeat', 'correct horse battery');
      await act('write-file');
      await vi.waitFor(() => expect(find('[data-action="run-pause"]')?.textContent).toBe('Play'));
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('pictures of another screen are read one by one, say what is wrong with them, and are taken over when all is there', async () => {
    vi.stubGlobal('createImageBitmap', async (file: File) => {
      if (file.name === 'notes.txt') throw new Error('no picture');
      return { width: 2, height: 1, close: () => undefined };
    });
    const pen = { fillRect: () => undefined, drawImage: () => undefined, getImageData: () => ({ data: new Uint8ClampedArray([255, 255, 255, 255, 0, 0, 0, 255]) }) };
    const canvas = vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(pen as never);
    try {
      const memory = await at(new Memory([]));
      const none = { new: 0, again: 0, strangers: 0, damaged: 0, have: 0, of: 0, runs: 0, file: null };
      memory.pictures = [{ ...none, new: 1, have: 1, of: 2, runs: 1 }, { ...none, strangers: 1, have: 1, of: 2, runs: 1 }, { ...none, have: 1, of: 2, runs: 1 }];
      await act('take-over');
      await vi.waitFor(() => expect(find('[data-action="read-pictures"]')).not.toBeNull());
      await act('read-pictures');
      const give = (...names: string[]) => userEvent.upload(find('[data-part="picture-files"]') as HTMLElement, names.map((name) => new File(['x'], name, { type: 'image/png' })));
      await give('1.png', '2.png', '3.png', 'notes.txt');
      await vi.waitFor(() => expect(find('[data-problem="pictures-unreadable"]')?.textContent).toContain('notes.txt'));
      expect(find('[data-part="pictures"]')?.getAttribute('data-have')).toBe('1');
      expect(find('[data-part="strangers"]')?.getAttribute('data-count')).toBe('1');
      expect(find('[data-part="empty"]')?.getAttribute('data-count')).toBe('1');
      memory.pictures = [{ ...none, new: 1, have: 2, of: 2, runs: 1, file: { path: null, by_passphrase: true, sealed: null } }];
      await give('4.png');
      await vi.waitFor(() => expect(document.activeElement?.getAttribute('data-part'), 'the cursor is where one types').toBe('passphrase'));
      await type('passphrase', 'correct horse battery');
      await act('take');
      await vi.waitFor(() => expect(memory.calls).toContain('takeOverPictures correct horse battery'));
      expect(find('[data-part="taken"]')).not.toBeNull();
    } finally {
      canvas.mockRestore();
      vi.unstubAllGlobals();
    }
  });
});
