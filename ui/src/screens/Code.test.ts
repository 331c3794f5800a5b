import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Memory } from '../../test/memory';
import App from '../App.svelte';
import type { CodeScreen } from '../backend/types';
import { speak } from '../messages/index.svelte';
import { router } from '../router/router.svelte';

const now = Date.parse('2026-12-14T03:00:00Z');

class Coded extends Memory {
  constructor(private readonly valid_until: string) {
    super([]);
  }
  override async code(): Promise<CodeScreen> {
    return {
      id: 'd1', revision: 1, state: 'received', withdrawn: false, stage: 'declared', messages: [],
      code: {
        kind: 'verified', colour: 'yellow', rule: 'yellow-stay-abroad', reasons: ['stay-abroad'], edition: 1, issued_at: '2026-12-13T03:00:00Z',
        valid_until: this.valid_until, zone: 'Asia/Shanghai', expired: false, name: 'LIN XIAOYAN', document_tail: '4821', flight: null,
        payload: 'GT1:ABC', qr: { size: 21, path: 'M0 0h1v1h-1z' }, correction: 'correct-stays',
      },
    };
  }
}

async function showing(valid_until: string) {
  render(App, { backend: new Coded(valid_until) });
  await screen.findByText('Your declarations');
  router.go({ screen: 'code', id: 'd1' });
  await screen.findByText('Health code');
  await screen.findByText('LIN XIAOYAN');
}
const pass = () => document.querySelector('[data-code-colour]');

describe('the code', () => {
  beforeEach(() => vi.useFakeTimers({ now, toFake: ['Date', 'setTimeout', 'clearTimeout'], shouldAdvanceTime: true }));
  afterEach(() => vi.useRealTimers());

  it('is said in two languages, in the place’s time, with its reason, and holds its payload', async () => {
    await showing('2026-12-15T00:30:00Z');
    expect(pass()?.getAttribute('data-code-colour')).toBe('yellow');
    expect(pass()?.getAttribute('data-code-payload')).toBe('GT1:ABC');
    expect(pass()?.textContent).toContain('Yellow code');
    expect(pass()?.querySelector('[lang="zh-CN"]')?.textContent, 'for whoever checks it in Hangzhou').toBe('黄码');
    expect(pass()?.textContent, '00:30 UTC is 08:30 in Shanghai').toContain('08:30');
    expect(pass()?.textContent, 'never rounded up').toMatch(/in .?21.? h/);
    expect(document.querySelector('[data-part="reasons"]')?.textContent).toContain('outside mainland China');
  });

  it('goes away at the minute it ends, without being asked', async () => {
    await showing('2026-12-14T03:00:40Z');
    expect(pass()).not.toBeNull();
    await vi.advanceTimersByTimeAsync(41_000);
    await tick();
    expect(pass(), 'an expired code is never shown as one').toBeNull();
    expect(screen.getByText('This code is no longer valid')).toBeTruthy();
  });

  it('changes its words when the language changes, and says English beside Chinese', async () => {
    await showing('2026-12-15T00:30:00Z');
    speak('zh-CN');
    await tick();
    expect(pass()?.textContent).toContain('黄码');
    expect(pass()?.querySelector('[lang="en"]')?.textContent).toBe('Yellow code');
  });
});
