import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import { Memory } from '../../test/memory';
import App from '../App.svelte';
import type { Key, Start, VaultDoor } from '../backend/types';
import { router } from '../router/router.svelte';
import { session } from '../shell/session.svelte';

/** Keeps the passphrases it was asked to make a vault with. */
class Door extends Memory {
  readonly made: (string | null)[] = [];
  readonly tried: (string | null)[] = [];
  refusing: string | null = null;

  constructor(vault: VaultDoor) {
    super([]);
    this.start_ = { ...this.start_, vault };
  }
  override async createVault(passphrase: string | null = null): Promise<Start> {
    this.made.push(passphrase);
    return this.#answer();
  }
  override async unlock(key: Key): Promise<Start> {
    this.tried.push(key.kind === 'keychain' ? null : key.text);
    return this.#answer();
  }
  async #answer(): Promise<Start> {
    if (this.refusing) throw { code: this.refusing, arguments: { min: 12 } };
    return (this.start_ = { ...this.start_, vault: { door: 'open' } });
  }
}

const at = (vault: VaultDoor) => {
  const door = new Door(vault);
  render(App, { backend: door });
  return door;
};
const act = (action: string) => userEvent.click(document.querySelector(`[data-action="${action}"]`) as Element);
const type = (part: string, text: string) =>
  userEvent.type(document.querySelector(`[data-part="${part}"]`) as Element, text);
const where = () => document.querySelector('main')?.getAttribute('data-screen');

describe('the vault’s door', () => {
  it('two entries that differ make no vault, and the focus goes where to type again', async () => {
    const door = at({ door: 'new', keychain: 'absent' });
    await screen.findByLabelText('Passphrase');
    await type('passphrase', 'river lamp tea bridge');
    await type('repeat', 'river lamp tea brigde');
    await act('create-vault');
    expect(door.made, 'a passphrase typed wrongly once would lock its owner out').toEqual([]);
    const repeat = document.querySelector('[data-part="repeat"]');
    expect(document.activeElement, 'the entry to repeat').toBe(repeat);
    expect(repeat?.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('alert').textContent).toContain('The two entries differ');
  });

  it('two equal entries make the vault and lead home', async () => {
    const door = at({ door: 'new', keychain: 'absent' });
    await screen.findByLabelText('Passphrase');
    await type('passphrase', 'river lamp tea bridge');
    await type('repeat', 'river lamp tea bridge');
    await act('create-vault');
    expect(door.made).toEqual(['river lamp tea bridge']);
    expect(where()).toBe('home');
  });

  it('a passphrase that is refused is refused at its field, and no longer once another is typed', async () => {
    const door = at({ door: 'new', keychain: 'absent' });
    await screen.findByLabelText('Passphrase');
    door.refusing = 'vault-passphrase-common';
    await type('passphrase', '12345678');
    await type('repeat', '12345678');
    await act('create-vault');
    const field = document.querySelector('[data-part="passphrase"]');
    await vi.waitFor(() => expect(field?.getAttribute('aria-invalid')).toBe('true'));
    const told = [...document.querySelectorAll('[data-problem="vault-passphrase-common"]')];
    expect(told.length, 'once').toBe(1);
    expect(field?.getAttribute('aria-describedby'), 'it belongs to the field').toContain(told[0]?.id ?? '?');
    await type('passphrase', 'x');
    expect(document.querySelector('[data-problem]'), 'nothing is said of what is no longer there').toBeNull();
  });

  it('a passphrase that does not open is said at its field, and no longer once another is typed', async () => {
    const door = at({ door: 'refused', problem: { code: 'vault-key-missing', arguments: {} }, ways: ['passphrase'] });
    door.refusing = 'vault-passphrase-wrong';
    await screen.findByLabelText('Passphrase');
    await type('passphrase', 'river lamp');
    await act('unlock');
    const field = document.querySelector('[data-part="passphrase"]');
    await vi.waitFor(() => expect(field?.getAttribute('aria-invalid')).toBe('true'));
    expect(document.activeElement, 'where to type again').toBe(field);
    expect(screen.queryByText(/vault\.slots\.json/), 'what closed the door stays').toBeTruthy();
    await type('passphrase', 'x');
    expect(document.querySelector('[data-problem="vault-passphrase-wrong"]')).toBeNull();
    expect(field?.getAttribute('aria-invalid')).toBeNull();
  });

  it('of a recovery code the wrong group is marked', async () => {
    const door = at({ door: 'locked', ways: ['recovery-code'] });
    door.unlock = async () => {
      throw { code: 'vault-recovery-group-wrong', arguments: { group: 2 } };
    };
    await screen.findByLabelText('Recovery code');
    await type('recovery-code', 'ABCDEFGHIJKLMNO');
    const field = document.querySelector<HTMLInputElement>('[data-part="recovery-code"]');
    expect(field?.value, 'in groups as on the sheet').toBe('ABCDE FGHIJ KLMNO');
    await act('unlock');
    await vi.waitFor(() => expect([field?.selectionStart, field?.selectionEnd]).toEqual([6, 11]));
  });

  it('a first start before a locked keychain offers to unlock it, and a passphrase meanwhile', async () => {
    const door = at({ door: 'new', keychain: 'locked' });
    const asked: string[] = [];
    door.unlock = async (key: Key) => {
      asked.push(key.kind);
      return (door.start_ = { ...door.start_, vault: { door: 'new', keychain: 'asking' } });
    };
    await screen.findByText(/keychain is locked/);
    expect(document.querySelector('[data-action="create-vault"]')).toBeNull();
    await act('unlock-keychain');
    expect(asked).toEqual(['keychain']);
    await screen.findByText(/window of its own/);
    expect(document.querySelector('[data-action="prefer-passphrase"]'), 'nobody has to wait for it').not.toBeNull();
    door.start_ = { ...door.start_, vault: { door: 'new', keychain: 'ready' } };
    for (const heard of door.doors) heard();
    await screen.findByText('Start');
    await act('create-vault');
    expect(door.made).toEqual([null]);
  });

  it('where several have one here it is said whose this is', async () => {
    const door = new Door({ door: 'locked', ways: ['passphrase'] });
    door.start_ = { ...door.start_, owner: { id: 'first', name: null, number: 2 } };
    render(App, { backend: door });
    expect((await screen.findByText(/Open declarations no/)).textContent).toContain('2');
  });

  it('who has to put a file back is told where', async () => {
    at({ door: 'refused', problem: { code: 'vault-slots-broken', arguments: {} }, ways: [] });
    await screen.findByText(/vault\.slots\.json/);
    expect(document.querySelector('[data-part="folder"]')?.textContent).toContain('/home/a/guitu');
    expect(screen.queryByText(/that opens your declarations is damaged/), 'the title has said that').toBeNull();
  });

  it('a refusal goes with the way that it spoke of', async () => {
    const door = at({ door: 'locked', ways: ['passphrase', 'recovery-code'] });
    door.refusing = 'vault-passphrase-wrong';
    await screen.findByLabelText('Passphrase');
    await type('passphrase', 'river lamp');
    await act('unlock');
    await vi.waitFor(() => expect(document.querySelector('[data-problem]')).not.toBeNull());
    await act('use-recovery-code');
    expect(document.querySelector('[data-problem]'), 'the passphrase is not asked for any more').toBeNull();
  });

  it('where there is a keychain, one click starts and no passphrase is asked', async () => {
    const door = at({ door: 'new', keychain: 'ready' });
    await screen.findByText('Start');
    expect(document.querySelector('[data-part="passphrase"]')).toBeNull();
    await act('create-vault');
    expect(door.made, 'null is the keychain').toEqual([null]);
  });

  it('who has no way in any more is told what is so, and begins anew beside it', async () => {
    const door = at({ door: 'locked', ways: ['recovery-code'] });
    const chosen: (string | null)[] = [];
    door.chooseOwner = async (id = null) => {
      chosen.push(id);
      return (door.start_ = { ...door.start_, vault: { door: 'new', keychain: 'absent' } });
    };
    await screen.findByText('I cannot open it');
    await act('cannot-open');
    const told = document.querySelector('[data-part="locked-out"]')?.textContent ?? '';
    expect(told, 'nobody is sent on a search for a back door').toContain('There is no other way in');
    expect(told, 'nor thinks that all is gone').toContain('the platform has it');
    expect(told, 'nor that beginning anew deletes it').toContain('stays as it is');
    await act('begin-anew');
    expect(chosen, 'nobody’s: somebody new').toEqual([null]);
    await screen.findByText('A safe place for your answers');
  });

  it('a wrong passphrase is said with what to do, and what was typed stays', async () => {
    const door = at({ door: 'locked', ways: ['passphrase'] });
    door.refusing = 'vault-passphrase-wrong';
    await screen.findByLabelText('Passphrase');
    await type('passphrase', 'river lamp');
    await act('unlock');
    expect(door.tried).toEqual(['river lamp']);
    expect(document.querySelector('[data-problem="vault-passphrase-wrong"]')?.textContent).toContain('Type it again');
    expect(document.querySelector<HTMLInputElement>('[data-part="passphrase"]')?.value).toBe('river lamp');
    expect(where()).toBe('vault');
  });

  it('a door that is shut says that nothing was lost, and is tried again without making anything', async () => {
    const door = at({ door: 'refused', problem: { code: 'vault-key-missing', arguments: {} }, ways: ['keychain'] });
    expect(await screen.findByText(/changed and deleted nothing/)).toBeTruthy();
    expect(document.querySelector('[data-action="create-vault"]'), 'a missing key is not a new user').toBeNull();
    door.start_ = { ...door.start_, vault: { door: 'open' } };
    await act('try-again');
    expect(where(), 'the keychain was unlocked meanwhile').toBe('home');
    expect(door.made).toEqual([]);
  });

  it('while the keychain is silent a passphrase opens, and nobody waits', async () => {
    const door = at({ door: 'asking', ways: ['passphrase', 'keychain'] });
    expect(await screen.findByText(/window of its own/)).toBeTruthy();
    await type('passphrase', 'river lamp tea bridge');
    await act('unlock');
    expect(door.tried).toEqual(['river lamp tea bridge']);
    expect(where()).toBe('home');
  });

  it('what the silent keychain said while somebody looked at the hotline is taken on the way back', async () => {
    const door = at({ door: 'asking', ways: ['keychain'] });
    await screen.findByText(/No passphrase is set/);
    router.go({ screen: 'hotline' });
    await vi.waitFor(() => expect(where()).toBe('hotline'));
    door.start_ = { ...door.start_, vault: { door: 'open' } };
    for (const heard of door.doors) heard();
    router.back();
    await vi.waitFor(() => expect(where()).toBe('home'));
  });

  it('a keychain that answers while a language is chosen in the bar leads in', async () => {
    const door = at({ door: 'asking', ways: ['keychain'] });
    await screen.findByText(/No passphrase is set/);
    session.adopt({ ...door.start_, vault: { door: 'open' } });
    await vi.waitFor(() => expect(where()).toBe('home'));
  });

  it('what the silent keychain says in the end is taken', async () => {
    const door = at({ door: 'asking', ways: ['keychain'] });
    expect(await screen.findByText(/No passphrase is set/), 'and none is asked for').toBeTruthy();
    expect(document.querySelector('[data-part="passphrase"]')).toBeNull();
    door.start_ = { ...door.start_, vault: { door: 'open' } };
    for (const heard of door.doors) heard();
    await vi.waitFor(() => expect(where()).toBe('home'));
  });

  it('a file that is gone is no first start: it is looked for again, or one begins anew beside it', async () => {
    const door = at({ door: 'refused', problem: { code: 'vault-database-gone', arguments: {} }, ways: [] });
    await screen.findByRole('heading', { level: 1, name: 'The file with your declarations is gone' });
    expect(document.querySelector('[data-action="rescue"]'), 'there is nothing to read').toBeNull();
    expect(document.querySelector('[data-action="try-again"]'), 'it may be back').not.toBeNull();
    expect(document.body.textContent).not.toContain('nobody can open it');
    await userEvent.click(document.querySelector('[data-action="begin-anew"]') as Element);
    await vi.waitFor(() => expect(door.calls).toContain('chooseOwner null'));
  });

  it.each([
    ['vault-keychain-locked', 'The keychain is locked', true],
    ['vault-keychain-unavailable', 'There is no keychain to be found', true],
    ['vault-key-missing', 'The key file is missing', true],
    ['vault-key-mismatch', 'These files do not belong together', true],
    ['vault-earlier', 'Your declarations are here as they were earlier', true],
    ['vault-file-not-encrypted', 'vault.db is not a file of Guitu', false],
    ['vault-damaged', 'Part of the file with your declarations is damaged', false],
    ['vault-file-broken', 'The file with your declarations is damaged and cannot be read', false],
    ['vault-too-new', 'Your declarations were last opened with a newer Guitu', false],
    ['vault-busy', 'Guitu is already open', false],
    ['vault-slots-broken', 'The key file is damaged', false],
    ['vault-database-gone', 'The file with your declarations is gone', false],
    ['vault-io', 'Your declarations cannot be opened now', false],
    ['vault-disk-full', 'Your declarations cannot be opened now', false],
    ['vault-directory-not-private', 'Your declarations cannot be opened now', false],
    ['vault-not-encrypted-build', 'Your declarations cannot be opened now', false],
  ])('%s is said as what it is, and a passphrase is offered only where it helps and is set', async (code, title, helps) => {
    at({ door: 'refused', problem: { code, arguments: {} }, ways: ['passphrase', 'keychain'] });
    expect(await screen.findByRole('heading', { level: 1, name: title })).toBeTruthy();
    expect(document.querySelector('[data-part="passphrase"]') !== null, 'a way that cannot help is not offered').toBe(helps);
    cleanup();
    at({ door: 'refused', problem: { code, arguments: {} }, ways: ['keychain'] });
    await vi.waitFor(() => expect(document.querySelector('[data-part="passphrase"]'), 'none is set').toBeNull());
    // Slots of another vault say nothing of the ways of this one.
    expect(document.querySelector('[data-part="no-passphrase"]') !== null, 'and that is said where it would help').toBe(helps && code !== 'vault-key-mismatch' && code !== 'vault-earlier');
  });

  it('what is of an earlier time is opened by whoever says so, by any way', async () => {
    const problem = { code: 'vault-earlier', arguments: {} };
    at({ door: 'refused', problem, ways: ['keychain'] });
    const open = await screen.findByText('Open what is here');
    expect(document.querySelector('[data-part="folder"]'), 'where the right file is to be put').not.toBeNull();
    await userEvent.click(open);
    await vi.waitFor(() => expect(where()).toBe('home'));
    cleanup();
    at({ door: 'refused', problem, ways: ['passphrase', 'keychain'] });
    await screen.findByText('Open what is here');
    expect(document.querySelector('[data-action="unlock-keychain"]'), 'nobody has to type').not.toBeNull();
  });

  it('files that do not belong together may be one that was overwritten: what can be read of it is saved', async () => {
    at({ door: 'refused', problem: { code: 'vault-key-mismatch', arguments: {} }, ways: ['passphrase'] });
    await vi.waitFor(() => expect(document.querySelector('[data-action="rescue"]')).not.toBeNull());
    expect(document.body.textContent, 'nobody knows whether they are').not.toContain('still here');
  });

  it('vault-keychain-changed advises nothing that cannot be done where no passphrase is set', async () => {
    const code = 'vault-keychain-changed';
    at({ door: 'refused', problem: { code, arguments: {} }, ways: ['keychain'] });
    await vi.waitFor(() => expect(document.querySelector(`[data-problem="${code}"]`)?.textContent).toMatch(/try again/));
    expect(document.querySelector(`[data-problem="${code}"]`)?.textContent).not.toMatch(/ype your passphrase|type it/);
  });

  it('a locked keychain is unlocked by its button, and nothing tells to do the same elsewhere', async () => {
    at({ door: 'refused', problem: { code: 'vault-keychain-locked', arguments: {} }, ways: ['keychain'] });
    await screen.findByText('Unlock the keychain');
    expect(document.querySelectorAll('[data-problem]').length, 'the title says it').toBe(1);
    expect(document.querySelector('[data-problem]')?.textContent).not.toMatch(/try again/);
  });
});
