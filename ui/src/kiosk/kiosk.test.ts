import { fireEvent, render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { page, until } from '../../test/fill';
import { Memory } from '../../test/memory';
import App from '../App.svelte';
import { router } from '../router/router.svelte';
import { session } from '../shell/session.svelte';
import { lines } from './paper';
import { person } from './person.svelte';

/** There is no canvas here to draw a sheet on: this one takes every stroke and keeps none. */
function takesSheets() {
  const pen = { measureText: () => ({ width: 1 }), fillRect() {}, fillText() {}, save() {}, restore() {}, translate() {}, scale() {}, fill() {} };
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(pen as never);
  vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((done) => done({ arrayBuffer: async () => new ArrayBuffer(1) } as Blob));
  vi.stubGlobal('Path2D', class {});
}

const kiosk = () => {
  const memory = new Memory([
    page('about', { pointer: '/about/surname', control: 'latin-name', required: true }, { pointer: '/about/given_names', control: 'latin-name' }),
    page('contact', { pointer: '/contact/email', control: 'email' }),
  ]);
  memory.start_ = { ...memory.start_, kiosk: memory.front, vault: { door: 'locked', ways: [] } };
  return memory;
};

const shows = (css: string) => until(() => document.querySelector<HTMLElement>(css));
const press = async (action: string) => userEvent.click(await shows(`[data-action="${action}"]`));
const part = (name: string) => shows(`[data-part="${name}"]`);

/** The window with its first screen: what an earlier test left on it is gone. */
async function open(memory: Memory) {
  let started = false;
  const works = memory.start.bind(memory);
  memory.start = async () => {
    const start = await works();
    started = true;
    return start;
  };
  session.adopt(memory.start_);
  render(App, { backend: memory });
  await until(() => started);
  await new Promise((resolve) => setTimeout(resolve));
}

async function toTheForm(memory: Memory) {
  await open(memory);
  await userEvent.click(await shows('[data-action="choose-language"][data-value="en"]'));
  await press('begin');
  return shows('[data-step]');
}

beforeEach(() => {
  takesSheets();
  person.slip = null;
  person.erasing = false;
  person.used = false;
  person.sheets = {};
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('the first page is the languages and nothing that leads elsewhere', async () => {
  await open(kiosk());
  await shows('[data-action="choose-language"]');
  const actions = [...document.querySelectorAll<HTMLElement>('[data-action]')].map((one) => one.dataset.action);
  expect([...new Set(actions)].filter((one) => !one?.startsWith('confirm-') && one !== 'keep').sort()).toEqual(['choose-language', 'read-aloud', 'staff']);
  expect(document.querySelector('a[href^="http"]')).toBeNull();
});

test('a screen that breaks ends the session: the next person does not come to a front page over it', async () => {
  const memory = kiosk();
  await toTheForm(memory);
  router.go({ screen: 'kiosk', part: 'taken', slip: {} as never });
  await userEvent.click(await shows('[data-problem="internal"] [data-action="home"]'));
  await until(() => memory.endings.length > 0);
  expect(memory.endings).toEqual(['left']);
});

test('what fails on the way is read and put away, and leads nowhere else', async () => {
  const memory = kiosk();
  await toTheForm(memory);
  const failed = new Event('unhandledrejection') as Event & { reason: unknown };
  failed.reason = { code: 'vault-disk-full', arguments: {} };
  await fireEvent(window, failed);
  await userEvent.click(await shows('[data-problem="vault-disk-full"] [data-action="try-again"]'));
  expect(document.querySelector('[data-problem]'), 'it was read').toBeNull();
  expect(document.querySelector('[data-step]'), 'and one is where one was').not.toBeNull();
});

test('before there is a staff key nothing can be begun', async () => {
  const memory = kiosk();
  memory.start_ = { ...memory.start_, kiosk: { ...memory.front, ready: false } };
  await open(memory);
  await shows('[data-action="make-staff-key"]');
  expect(document.querySelector('[data-action="choose-language"]')).toBeNull();
});

test('one question a page: what is wrong holds once it was left, and may be left open', async () => {
  const memory = kiosk();
  const form = await toTheForm(memory);
  expect([form.dataset.step, document.querySelectorAll('[data-question]').length], 'one question and no other').toEqual(['/about/surname', 1]);
  await press('continue');
  await shows('[data-finding="required"]');
  expect(document.querySelector<HTMLElement>('[data-step]')?.dataset.step, 'a missing answer is said first').toBe('/about/surname');
  await press('put-off');
  await shows('[data-step="/about/given_names"]');
  await press('continue');
  await shows('[data-step="/contact/email"]');
  await press('back');
  await shows('[data-step="/about/given_names"]');
});

test('the screen goes blank, a touch ends the countdown, and at its end everything is erased', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const memory = kiosk();
  await toTheForm(memory);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(document.querySelector('[data-part="blank"]')).toBeNull();
  await vi.advanceTimersByTimeAsync(2_000);
  const blank = await part('blank');
  expect(Number(blank.dataset.left), 'it says how long').toBeLessThanOrEqual(120);
  await fireEvent.pointerDown(blank);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(document.querySelector('[data-part="blank"]'), 'what comes of a touch finds this screen until its click').not.toBeNull();
  expect(document.querySelector<HTMLElement>('main')?.inert, 'and the answer below is out of reach').toBe(true);
  await fireEvent.click(blank);
  await until(() => document.querySelector('[data-part="blank"]') === null || null);
  expect([memory.endings, document.querySelector<HTMLElement>('main')?.inert], 'somebody is still there').toEqual([[], false]);
  await vi.advanceTimersByTimeAsync(181_000);
  expect(memory.endings[0], 'nobody is').toBe('left');
});

test('a key that something leans on keeps no page open', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const memory = kiosk();
  const form = await toTheForm(memory);
  for (let seconds = 0; seconds < 182; seconds += 2) {
    form.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true }));
    document.querySelector<HTMLElement>('[data-action="still-here"]')?.click(); // as a held key presses what has the focus
    await vi.advanceTimersByTimeAsync(2_000);
  }
  expect(memory.endings, 'a book on the keyboard is nobody').toEqual(['left']);
});

test('whoever touches without end is asked after three quarters of an hour', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const memory = kiosk();
  const form = await toTheForm(memory);
  for (let minutes = 0; minutes < 46; minutes += 0.5) {
    await fireEvent.pointerDown(form);
    await vi.advanceTimersByTimeAsync(30_000);
  }
  await part('blank');
  await press('still-here');
  await until(() => document.querySelector('[data-part="blank"]') === null || null);
  expect(memory.endings, 'somebody is there').toEqual([]);
}, 20_000);

const SEALED = { screen: 'kiosk', part: 'taken' } as const;

test('the slip prints by itself once, also when staff have looked in between', async () => {
  const memory = kiosk();
  await toTheForm(memory);
  person.slip = memory.slip_;
  router.go({ ...SEALED, slip: memory.slip_ });
  await shows('[data-part="print-slip"][data-value="printed"]');
  await press('staff');
  await press('leave-panel');
  await shows('[data-part="print-slip"][data-value="printed"]');
  expect(memory.printed, 'no second copy lies in the tray').toBe(1);
  await press('print-slip-again');
  await until(() => memory.printed === 2 || null);
});

test('one touch does not erase a slip that is on no paper', async () => {
  const memory = kiosk();
  memory.printer = 'jams';
  await toTheForm(memory);
  person.slip = memory.slip_;
  router.go({ ...SEALED, slip: memory.slip_ });
  await shows('[data-part="print-slip"][data-value="failed"]');
  await press('done');
  expect(memory.endings, 'it asks whether a picture was taken').toEqual([]);
  await press('confirm-unprinted');
  expect(memory.endings).toEqual(['finished']);
});

test('while it prints nobody ends by a touch', async () => {
  const memory = kiosk();
  memory.printer = 'hangs';
  await toTheForm(memory);
  person.slip = memory.slip_;
  router.go({ ...SEALED, slip: memory.slip_ });
  await shows('[data-part="print-slip"][data-value="busy"]');
  expect((await shows('[data-action="done"]') as HTMLButtonElement).disabled).toBe(true);
});

test('a page whose program could not be replaced stays blank', async () => {
  const memory = kiosk();
  memory.kioskEnd = () => Promise.reject({ code: 'internal', arguments: {} });
  await toTheForm(memory);
  await press('end');
  await press('confirm-end');
  await part('blank');
  await new Promise((resolve) => setTimeout(resolve));
  expect(document.querySelector('[data-part="blank"]')?.textContent, 'nothing of it comes back').toContain('Erasing');
});

test('whoever read a slip or tried the key goes to the first page of the next program', async () => {
  const memory = kiosk();
  await open(memory);
  await userEvent.click(await shows('[data-action="choose-language"][data-value="en"]'));
  await press('read-slip');
  await press('back');
  await press('back');
  await until(() => memory.endings.length > 0 || null);
  person.erasing = false;
  person.used = false;
  memory.endings = [];
  router.go({ screen: 'kiosk', part: 'front' });
  await press('staff');
  await press('leave-panel');
  await until(() => memory.endings.length > 0 || null);
});

test('a screen where nothing can be sent says so and lets nobody begin', async () => {
  const memory = kiosk();
  memory.start_ = { ...memory.start_, kiosk: { ...memory.front, out_of_order: { code: 'profile-missing', arguments: {} } } };
  await open(memory);
  await part('out-of-order');
  expect(document.querySelector('[data-action="choose-language"]')).toBeNull();
});

test('the panel says that a spool was broken until somebody has seen it', async () => {
  const memory = kiosk();
  memory.panel_ = { ...memory.panel_, broken: [{ name: 'spool.db.broken-1.part', rescued: 3 }], broken_seen: false };
  await open(memory);
  await toThePanel();
  await press('staff-language');
  expect((await part('broken')).textContent).toMatch(/3\W* envelopes/);
  await press('saw-broken');
  await until(() => document.querySelector('[data-action="saw-broken"]') === null || null);
  await part('broken');
});

test('an empty kiosk never counts down', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const memory = kiosk();
  await open(memory);
  await shows('[data-action="choose-language"]');
  await vi.advanceTimersByTimeAsync(900_000);
  expect([memory.endings, document.querySelector('[data-part="blank"]')]).toEqual([[], null]);
});

test('a page that was drawn anew over an open session ends it', async () => {
  const memory = kiosk();
  memory.start_ = { ...memory.start_, vault: { door: 'open' } };
  await open(memory);
  await until(() => memory.endings.length > 0 || null);
  expect(memory.endings, 'the next person never finds it').toEqual(['left']);
});

test('"End and erase" asks once, and ends', async () => {
  const memory = kiosk();
  await toTheForm(memory);
  await press('end');
  expect(memory.endings, 'one touch is not enough').toEqual([]);
  await press('confirm-end');
  expect(memory.endings).toEqual(['left']);
});

test('menus, drops, zoom and key combinations of the web engine do nothing', async () => {
  const memory = kiosk();
  const form = await toTheForm(memory);
  for (const name of ['contextmenu', 'dragover', 'drop', 'gesturestart', 'copy']) {
    const event = new Event(name, { bubbles: true, cancelable: true });
    form.dispatchEvent(event);
    expect(event.defaultPrevented, name).toBe(true);
  }
  for (const init of [{ key: 'p', ctrlKey: true }, { key: 'F5' }, { key: 'Left', altKey: true }, { key: 'ContextMenu' }, { key: 'i', ctrlKey: true, shiftKey: true }]) {
    const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true });
    form.dispatchEvent(event);
    expect(event.defaultPrevented, init.key).toBe(true);
  }
  const letter = new KeyboardEvent('keydown', { key: 'F', bubbles: true, cancelable: true });
  form.dispatchEvent(letter);
  expect(letter.defaultPrevented, 'letters are typed').toBe(false);
});

test('the panel opens by the key, counts, and names nobody', async () => {
  const memory = kiosk();
  await open(memory);
  await press('staff');
  const field = await until(() => document.querySelector<HTMLInputElement>('input[data-part="passphrase"]'));
  await userEvent.type(field, 'guess');
  await press('staff-enter');
  await shows('[data-problem="kiosk-staff-key-wrong"]');
  await userEvent.clear(field);
  await userEvent.type(field, 'staff');
  await press('staff-enter');
  const panel = await part('panel');
  expect(panel.querySelector<HTMLElement>('[data-count="kiosk-queue-waiting"]')?.dataset.value).toBe('2');
  await press('end-session');
  expect(memory.endings).toEqual(['staff']);
});

/** Somebody of the staff opens the panel. */
async function toThePanel() {
  await press('staff');
  await userEvent.type(await until(() => document.querySelector<HTMLInputElement>('input[data-part="passphrase"]')), 'staff');
  await press('staff-enter');
  return part('panel');
}

test('the panel speaks the language of its staff, and the form goes on in that of whoever fills it in', async () => {
  const memory = kiosk();
  await toTheForm(memory);
  expect(document.documentElement.lang).toBe('en');
  const panel = await toThePanel();
  expect([document.documentElement.lang, panel.textContent?.includes('等待发送')], 'nothing tells in which language somebody fills in').toEqual(['zh-CN', true]);
  await press('staff-language');
  expect([document.documentElement.lang, memory.start_.preferences.language], 'the traveller keeps theirs').toEqual(['en', 'en']);
  await press('staff-language');
  await press('leave-panel');
  await shows('[data-step]');
  expect(document.documentElement.lang).toBe('en');
});

test('what is read aloud is what the screen asks, and never an answer', async () => {
  const memory = kiosk();
  await open(memory);
  await userEvent.click(await shows('[data-action="read-aloud"][data-value="zh-CN"]'));
  expect(memory.aloud[0]?.[0]).toBe('zh-CN');
  await userEvent.click(await shows('[data-action="choose-language"][data-value="en"]'));
  await press('begin');
  await userEvent.type(await shows('[data-step] input') as HTMLInputElement, 'QZXVELVET');
  await press('read-aloud');
  const [tongue, words] = memory.aloud.at(-1) ?? [];
  expect([tongue, words?.includes('VELVET'), (words?.length ?? 0) > 5]).toEqual(['en', false, true]);
  memory.start_ = { ...memory.start_, kiosk: { ...memory.front, reads_aloud: false } };
  session.adopt(memory.start_);
  await until(() => document.querySelector('[data-action="read-aloud"]') === null || null);
});

test('an open panel shows how it is now', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const memory = kiosk();
  await toTheForm(memory);
  const panel = await toThePanel();
  memory.panel_ = { ...memory.panel_, state: 'complete', queue: { ...memory.panel_.queue, waiting: 7 } };
  await vi.advanceTimersByTimeAsync(6_000);
  await until(() => panel.querySelector<HTMLElement>('[data-count="kiosk-queue-waiting"]')?.dataset.value === '7' || null);
  expect((await part('state')).dataset.value).toBe('complete');
});

test('help is offered by staff, and the traveller answers in their own language', async () => {
  const memory = kiosk();
  await toTheForm(memory);
  await toThePanel();
  await userEvent.type(await shows('[data-part="helper-name"]'), 'LI Wei');
  await press('offer-help');
  const asked = await part('help');
  expect([document.documentElement.lang, asked.textContent?.includes('LI Wei')], 'who offers it is named').toEqual(['en', true]);
  await press('take-help');
  await shows('[data-step]');
  expect(memory.panel_.helped).toBe(true);
});

test('whoever is still there learns that it was refused', async () => {
  const memory = kiosk();
  await toTheForm(memory);
  memory.slip_ = { ...memory.slip_, refused: { code: 'organisation-unknown', arguments: {} } };
  person.slip = memory.slip_;
  router.go({ ...SEALED, slip: memory.slip_ });
  await part('refused');
  expect(document.querySelector('[data-part="code-waits"]'), 'nothing tells them to come back for a code').toBeNull();
});

test('the panel says why nobody can begin, and what to do', async () => {
  const memory = kiosk();
  memory.panel_ = { ...memory.panel_, out_of_order: { code: 'kiosk-token-refused', arguments: {} } };
  await open(memory);
  await toThePanel();
  expect((await part('stopped')).textContent).toContain('部署文件');
});

test('no screen of a kiosk has anything for axe to say', async () => {
  const memory = kiosk();
  await toTheForm(memory);
  const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
  expect((await axe.run(document.body, { rules })).violations.map((one) => one.id)).toEqual([]);
});

test('words on paper break between Chinese signs and between words, and none is lost', () => {
  const fits = (line: string) => line.length <= 10;
  for (const text of ['用任何手机扫描二维码，输入出生日期：健康码一到就能看到。', 'Scan the QR code with any phone', '参考 K7QM-2XWT-9A 号', '']) {
    const broken = lines(text, fits);
    expect(broken.join('').replaceAll(' ', ''), text).toBe(text.replaceAll(' ', ''));
    expect(broken.every((line) => !/^[，。：；]/.test(line)), 'no line begins with a stop').toBe(true);
  }
  expect(lines('Scan the QR code', fits)).toEqual(['Scan the', 'QR code']);
});
