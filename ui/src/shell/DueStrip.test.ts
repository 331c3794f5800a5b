import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';

import { Memory } from '../../test/memory';
import App from '../App.svelte';
import { router } from '../router/router.svelte';

const strip = () => document.querySelector('[data-part="due"]');

test('what is due is said on every screen, and leads home where the card says what it is', async () => {
  const backend = new Memory([]);
  backend.due_ = true;
  render(App, { backend });
  await screen.findByText('Your declarations');
  router.go({ screen: 'hotline' });
  await vi.waitFor(() => expect(strip()).toBeTruthy());
  await userEvent.click(document.querySelector('[data-action="see-due"]') as Element);
  await vi.waitFor(() => expect(document.querySelector('[data-screen="home"]')).toBeTruthy());
  expect(strip(), 'on the list itself the card says it').toBeNull();
});

test('on the shut door it names nobody and opens nothing', async () => {
  const backend = new Memory([]);
  backend.due_ = true;
  backend.start_.vault = { door: 'locked', ways: ['passphrase'] };
  render(App, { backend });
  await vi.waitFor(() => expect(strip()).toBeTruthy());
  expect(strip()?.querySelector('button')).toBeNull();
  expect(strip()?.textContent).toContain('Open your declarations to see what it is');
});

test('nothing due is nothing said', async () => {
  render(App, { backend: new Memory([]) });
  await screen.findByText('Your declarations');
  expect(strip()).toBeNull();
});
