import { beforeEach, describe, expect, it } from 'vitest';

import { router } from './router.svelte';

const at = () => router.route.screen;

describe('what is only glanced at', () => {
  beforeEach(() => router.go({ screen: 'home' }));

  it('leads back to where one was, also by way of one another', () => {
    router.go({ screen: 'hotline' });
    router.go({ screen: 'settings' }); // the numbers are too small to read
    router.back();
    expect(at(), 'with larger letters').toBe('hotline');
    router.back();
    expect(at()).toBe('home');
  });

  it('is left once, however often it was gone to', () => {
    router.go({ screen: 'review', id: 'd1' });
    for (const screen of ['settings', 'settings', 'hotline', 'settings', 'hotline'] as const) router.go({ screen });
    router.back();
    expect(at(), 'where one came from last').toBe('settings');
    router.back();
    expect(router.route, 'and nobody goes round in a circle').toEqual({ screen: 'review', id: 'd1' });
  });

  it('is forgotten by whoever goes on to another screen', () => {
    router.go({ screen: 'hotline' });
    router.go({ screen: 'code', id: 'd1' });
    router.go({ screen: 'settings' });
    router.back();
    expect(at()).toBe('code');
  });
});
