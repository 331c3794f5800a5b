import { afterEach, expect, test, vi } from 'vitest';

import { Press } from './press';

afterEach(() => vi.useRealTimers());

test('what would move the page waits until the click has been heard', () => {
  vi.useFakeTimers();
  const press = new Press();
  const page = new EventTarget();
  const stop = press.watch(page);
  const moved: string[] = [];

  press.after(() => moved.push('before'));
  page.dispatchEvent(new Event('pointerdown'));
  press.after(() => moved.push('a finding'));
  press.after(() => moved.push('the latest view'));
  page.dispatchEvent(new Event('pointerup'));
  expect(moved, 'the click is still under way').toEqual(['before']);

  vi.runAllTimers();
  expect(moved, 'nothing is drawn twice or left out').toEqual(['before', 'a finding', 'the latest view']);
  stop();
});

test('a later view is not undone by one that waited', () => {
  vi.useFakeTimers();
  const press = new Press();
  const page = new EventTarget();
  press.watch(page);
  const drawn: string[] = [];

  page.dispatchEvent(new Event('pointerdown'));
  press.after(() => drawn.push('old'));
  page.dispatchEvent(new Event('pointerup'));
  vi.runAllTimers();
  press.after(() => drawn.push('new'));
  expect(drawn, 'views are drawn in the order they came').toEqual(['old', 'new']);
});

test('the field that loses the focus does not end the press; a window that does, ends it', () => {
  vi.useFakeTimers();
  const press = new Press();
  press.watch(window);
  const moved: string[] = [];

  window.dispatchEvent(new Event('pointerdown'));
  press.after(() => moved.push('a finding'));
  document.body.dispatchEvent(new Event('blur'));
  vi.runAllTimers();
  expect(moved, 'the button is still down').toEqual([]);
  window.dispatchEvent(new Event('blur'));
  vi.runAllTimers();
  expect(moved, 'nobody will hear the release').toEqual(['a finding']);
});

test('a press of the other button holds nothing, for its menu hides the release', () => {
  const press = new Press();
  press.watch(window);
  const moved: string[] = [];
  window.dispatchEvent(new PointerEvent('pointerdown', { button: 2 }));
  press.after(() => moved.push('a finding'));
  expect(moved).toEqual(['a finding']);
});
