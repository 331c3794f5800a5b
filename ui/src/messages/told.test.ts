import { afterEach, describe, expect, it, vi } from 'vitest';

import { speak } from './index.svelte';
import { CHINA, clocks, setHere, told, toldOrDay } from './told';

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
    setHere(null);
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

  it('is by the program’s word where the engine’s list of zones is older than the law of the place', async () => {
    // As an engine of 2022 has Almaty: an hour ahead of what holds since 2024.
    const almaty = { zone: 'Asia/Omsk', turns: [{ from: '2025-10-25T00:00:00Z', minutes: 300 }] };
    expect(plain(told('2026-12-02T03:08:00Z', almaty))).toBe('2 December 2026 at 08:08 (Omsk Time)');
    const unheard = { zone: 'America/Nowhere', turns: [{ from: '2025-10-25T00:00:00Z', minutes: -210 }] };
    expect(plain(told('2026-12-02T03:08:00Z', unheard)), 'of a zone that the engine has never heard of').toBe('1 December 2026 at 23:38 (Nowhere time)');
  });

  it.each(['Asia/Amman', 'America/Punta_Arenas', 'Africa/Casablanca'])('names %s, which has no name of its own, by its country or city', async (zone) => {
    for (const language of ['en', 'zh-CN']) {
      await speak(language);
      expect(plain(told('2026-12-02T03:08:00Z', zone)), language).not.toMatch(/UTC|GMT/);
    }
    await speak('en');
    expect(plain(told('2026-12-02T03:08:00Z', 'Asia/Amman'))).toBe('2 December 2026 at 06:08 (Jordan Time)');
  });

  it('that China’s clocks show as well has one name wherever it stands', () => {
    expect(plain(told('2026-12-02T03:08:00Z', 'Asia/Singapore'))).toBe('2 December 2026 at 11:08 (China Standard Time)');
  });

  it('is by that of those who answer in a browser that has never heard of the zone', () => {
    expect(plain(told('2026-11-28T19:18:00Z', 'America/Nowhere'))).toBe('29 November 2026 at 03:18 (China Standard Time)');
    expect(clocks('2026-11-28T19:18:00Z', 'America/Nowhere')).toEqual([CHINA]);
  });

  it('follows the turns of the place’s clock, and names its time where the engine has the same', () => {
    const rome = { zone: 'Europe/Rome', turns: [{ from: '2026-03-29T01:00:00Z', minutes: 120 }, { from: '2026-10-25T01:00:00Z', minutes: 60 }] };
    expect(plain(told('2026-10-25T00:59:00Z', rome))).toBe('25 October 2026 at 02:59 (Central European Summer Time)');
    expect(plain(told('2026-10-25T01:00:00Z', rome))).toBe('25 October 2026 at 02:00 (Central European Standard Time)');
    expect(plain(toldOrDay('2026-11-29T22:59:00Z', rome, false))).toBe('29 November 2026');
  });

  it('is by this computer’s clock as the program reads it', () => {
    setTo('Asia/Omsk');
    setHere({ zone: null, turns: [{ from: '2025-10-25T00:00:00Z', minutes: 300 }] });
    expect(plain(told('2026-12-02T03:08:00Z', null))).toBe('2 December 2026 at 08:08 (Omsk Time)');
  });

  it('is a day where nobody has said an hour', () => {
    expect(plain(toldOrDay('2026-11-29T22:59:00Z', 'Europe/Rome', false))).toBe('29 November 2026');
  });
});
