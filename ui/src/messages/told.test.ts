import { afterEach, describe, expect, it, vi } from 'vitest';

import { speak } from './index.svelte';
import { told, toldOrDay } from './told';

const plain = (text: string) => text.replace(/[\u2066-\u2069]/gu, '').replaceAll(/\s/gu, ' ');

/** This computer is set to that zone. */
function setTo(timeZone: string) {
  const resolved = Intl.DateTimeFormat.prototype.resolvedOptions;
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockImplementation(function (this: Intl.DateTimeFormat) {
    return { ...resolved.call(this), timeZone };
  });
}

describe('a time told to a person', () => {
  afterEach(async () => {
    vi.restoreAllMocks();
    await speak('en');
  });

  it('is by the clock of the place where they are, and names it', async () => {
    expect(plain(told('2026-11-28T19:18:00Z', 'America/Argentina/Buenos_Aires'))).toBe('28 November 2026 at 16:18 (Argentina Standard Time)');
    await speak('zh-CN');
    expect(plain(told('2026-11-28T19:18:00Z', 'Asia/Shanghai'))).toBe('2026年11月29日 03:18（中国标准时间）');
  });

  it('is by this computer’s where no journey says where they are', () => {
    setTo('Europe/Rome');
    expect(plain(told('2026-11-28T19:18:00Z', null))).toBe('28 November 2026 at 20:18 (Central European Standard Time)');
  });

  it.each(['UTC', 'Etc/UTC', 'GMT'])('is never by %s, which is nobody’s clock', (zone) => {
    setTo(zone);
    expect(plain(told('2026-11-28T19:18:00Z', null)), 'by that of those who answer').toBe('29 November 2026 at 03:18 (China Standard Time)');
  });

  it('is a day where nobody has said an hour', () => {
    expect(plain(toldOrDay('2026-11-29T22:59:00Z', 'Europe/Rome', false))).toBe('29 November 2026');
  });
});
