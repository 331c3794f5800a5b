import { fireEvent, render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';

import { page, until } from '../test/fill';
import { Memory } from '../test/memory';
import App from './App.svelte';
import type { Problem } from './backend/types';
import { router } from './router/router.svelte';

const backend = () => new Memory([page('about', { pointer: '/about/surname', control: 'latin-name' })]);

test('a start that fails says what to do and can be tried again', async () => {
  const memory = backend();
  const works = memory.start.bind(memory);
  memory.start = () => Promise.reject({ code: 'rulebook-missing', arguments: {} } satisfies Problem);
  const { container } = render(App, { backend: memory });
  await until(() => container.querySelector('[data-problem="rulebook-missing"]'));
  memory.start = works;
  await userEvent.click(await until(() => container.querySelector('[data-action="try-again"]')));
  await until(() => container.querySelector('[data-screen="home"] h1'));
  expect(container.querySelector('[data-problem]')).toBeNull();
});

test('a network that is back is told of at once, on whichever screen', async () => {
  const memory = backend();
  const { container } = render(App, { backend: memory });
  await until(() => container.querySelector('[data-screen="home"]'));
  await fireEvent(window, new Event('online'));
  expect(memory.networkChanges, 'what waits is not left to its pause').toBe(1);
});

test('under a sample edition no screen is without the word, and under another one none has it', async () => {
  const memory = backend();
  memory.start_.sample = true;
  const { container } = render(App, { backend: memory });
  await until(() => container.querySelector('[data-screen="home"]'));
  for (const screen of ['home', 'hotline', 'settings', 'deleted', 'take-over'] as const) {
    router.go({ screen });
    const strip = await until(() => container.querySelector(`.shell:has([data-screen="${screen}"]) [data-part="sample"]`));
    expect(strip?.textContent, screen).toContain('Sample rules');
  }
  memory.start_.sample = false;
  const other = render(App, { backend: memory }).container;
  await until(() => other.querySelector('[data-screen]'));
  expect(other.querySelector('[data-part="sample"]')).toBeNull();
});

test('the first start asks for the language, in every language', async () => {
  const memory = backend();
  memory.start_.preferences.language = null;
  const { container } = render(App, { backend: memory });
  await until(() => container.querySelectorAll('main [data-action="choose-language"]').length === 2);
  expect(container.querySelector('main')?.dataset.screen).toBe('welcome');
});

test('the language menu opens and closes by keyboard and gives the focus back', async () => {
  const user = userEvent.setup();
  const { container } = render(App, { backend: backend() });
  const opener = await until(() => container.querySelector<HTMLElement>('[data-action="languages"]'));
  await until(() => container.querySelector('[data-screen="home"]'));
  opener.focus();
  await user.keyboard('{Enter}');
  expect(opener.getAttribute('aria-expanded')).toBe('true');
  await user.keyboard('{Escape}');
  expect([opener.getAttribute('aria-expanded'), document.activeElement]).toEqual(['false', opener]);
  await user.keyboard('{Enter}{Tab}{Enter}');
  await until(() => document.documentElement.lang === 'zh-CN');
  expect(document.activeElement, 'one goes on from where one was').toBe(opener);
});

test('a screen that breaks leaves a way home', async () => {
  const { container } = render(App, { backend: backend() });
  await until(() => container.querySelector('[data-screen="home"]'));
  router.go({ screen: 'filling', id: 'd1', view: { id: 'd1', focus: null, page: { id: 'about', sections: [] } } as never });
  await userEvent.click(await until(() => container.querySelector('main [data-problem="internal"] [data-action="home"]')));
  await until(() => container.querySelector('[data-screen="home"] h1'));
});

test('the skip link leads past the bar', async () => {
  const { container } = render(App, { backend: backend() });
  await until(() => container.querySelector('[data-screen="home"]'));
  await fireEvent.click(await until(() => container.querySelector('.skip')));
  expect(document.activeElement).toBe(container.querySelector('main'));
});

test('a clock that is off is said on every screen, and no longer once it is right', async () => {
  const memory = backend();
  const { container } = render(App, { backend: memory });
  await until(() => container.querySelector('[data-screen="home"]'));
  expect(container.querySelector('[data-part="clock"]'), 'nothing is said of a clock that seems right').toBeNull();
  memory.clock_ = { off: 'here', here: '2026-11-28T06:00:00Z', platform: '2026-11-28T15:30:00Z', issued: '2026-11-01' };
  memory.clocks.forEach((hear) => hear());
  const said = await until(() => container.querySelector<HTMLElement>('[data-part="clock"]'));
  expect(said.dataset.value, 'whose clock it is').toBe('here');
  router.go({ screen: 'settings' });
  await until(() => container.querySelector('[data-screen="settings"]'));
  expect(container.querySelector('[data-part="clock"]')).not.toBeNull();
  memory.clock_ = null;
  await fireEvent.focus(window);
  await until(() => container.querySelector('[data-part="clock"]') === null);
});
