import { render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import { until } from '../../test/fill';
import { Memory } from '../../test/memory';
import App from '../App.svelte';
import type { DataCopy } from '../backend/types';
import { router } from '../router/router.svelte';

const draft: DataCopy = {
  id: 'd1', reference: '8PKW5-XJF7K', edition: 1, sample: true, revision: 1, sealed_at: null,
  answers: [
    { page: 'about', pointer: '/about/surname', text: 'q-about-surname', item: null, words: ['CHEN'], texts: [], control: 'latin-name', decides: false },
    { page: 'about', pointer: '/about/born', text: 'q-about-born', item: null, words: ['2003-05-14'], texts: [], control: 'date', decides: false },
  ],
};

async function copyOf(given: DataCopy): Promise<HTMLElement> {
  const memory = new Memory([]);
  memory.copy = async () => given;
  const { container } = render(App, { backend: memory });
  await until(() => container.querySelector('[data-screen="home"]'));
  router.go({ screen: 'copy', id: 'd1' });
  await until(() => container.querySelector('[data-screen="copy"] [data-action="print"]:not(:disabled)'));
  return container;
}

describe('a copy of my data', () => {
  it('says every answer in words, of which declaration it is, and that it was not sent', async () => {
    const container = await copyOf(draft);
    expect(container.querySelector('[data-read-back="/about/surname"]')?.textContent).toContain('CHEN');
    expect(container.querySelector('[data-read-back="/about/born"]')?.textContent).toContain('14 May 2003');
    expect(container.querySelector('main')?.textContent).toContain('8PKW5-XJF7K');
    expect(container.querySelector('main')?.textContent).toContain('not sent');
  });

  it('of a sample edition says so on the sheet, whatever edition came since', async () => {
    const container = await copyOf(draft);
    expect(container.querySelector('.copy [data-part="sample"]')?.textContent).toMatch(/样例.*Sample/);
  });

  it('of an official edition does not', async () => {
    const container = await copyOf({ ...draft, sample: false, revision: 2, sealed_at: '2026-12-01T09:00:00Z' });
    expect(container.querySelector('.copy [data-part="sample"]')).toBeNull();
    expect(container.querySelector('main')?.textContent).toMatch(/Revision .?2/u);
  });

  it('is printed by one button', async () => {
    const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
    const container = await copyOf(draft);
    await userEvent.click(container.querySelector('[data-action="print"]') as Element);
    expect(print).toHaveBeenCalledOnce();
  });
});
