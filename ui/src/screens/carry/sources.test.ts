import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { look, lookThroughCamera, NoCamera } from './sources';

/** A camera of a test: how often it was switched off is counted. */
class Track extends EventTarget {
  stops = 0;
  stop(): void { this.stops += 1; }
}

let track: Track;
let asked: { give: (stream: unknown) => void; refuse: (why: Error) => void };

function withCamera(): void {
  track = new Track();
  const stream = { getTracks: () => [track] };
  const getUserMedia = () => new Promise((resolve, reject) => (asked = { give: () => resolve(stream), refuse: reject }));
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
}

const element = document.createElement.bind(document);

function screen(play: () => Promise<void> = async () => undefined): HTMLVideoElement {
  const video = element('video');
  Object.defineProperties(video, {
    videoWidth: { value: 2 }, videoHeight: { value: 1 }, srcObject: { value: null, writable: true },
    play: { value: play, configurable: true }, pause: { value: () => undefined },
  });
  return video;
}

const nothing = async () => false;

describe('reading through the camera', () => {
  beforeEach(() => {
    withCamera();
    const pen = { fillRect: () => undefined, drawImage: () => undefined, getImageData: () => ({ data: new Uint8ClampedArray(8) }) };
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(pen as never);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('looks until all is there, and switches the camera off once', async () => {
    const video = screen();
    let looks = 0;
    const done = lookThroughCamera(video, async (grey, moves) => (expect([grey.width, moves]).toEqual([2, true]), (looks += 1) === 3), new AbortController().signal);
    asked.give(null);
    await done;
    expect([looks, track.stops > 0, video.srcObject]).toEqual([3, true, null]);
  });

  it('is off at once when it is switched off, also while it has not given a picture', async () => {
    const stop = new AbortController();
    const done = lookThroughCamera(screen(() => new Promise(() => undefined)), nothing, stop.signal);
    asked.give(null);
    await new Promise((resolve) => setTimeout(resolve, 10));
    stop.abort();
    await done;
    expect(track.stops, 'the lamp does not burn on').toBeGreaterThan(0);
  });

  it('is off as soon as the system gives it, where it was switched off while that asked', async () => {
    const stop = new AbortController();
    const done = lookThroughCamera(screen(), nothing, stop.signal);
    stop.abort();
    asked.give(null);
    await done;
    expect(track.stops).toBeGreaterThan(0);
  });

  it('ends when it is pulled out', async () => {
    const done = lookThroughCamera(screen(), nothing, new AbortController().signal);
    asked.give(null);
    await new Promise((resolve) => setTimeout(resolve, 10));
    track.dispatchEvent(new Event('ended'));
    await done;
  });

  it('says that there is none only where there is none', async () => {
    const refused = lookThroughCamera(screen(), nothing, new AbortController().signal);
    asked.refuse(new Error('NotAllowedError'));
    await expect(refused).rejects.toBeInstanceOf(NoCamera);

    const still = lookThroughCamera(screen(() => Promise.reject(new Error('no frames'))), nothing, new AbortController().signal);
    asked.give(null);
    await expect(still).rejects.toBeInstanceOf(NoCamera);
    expect(track.stops).toBeGreaterThan(0);

    const failed = lookThroughCamera(screen(), () => Promise.reject(new Error('the app')), new AbortController().signal);
    asked.give(null);
    await expect(failed, 'what is wrong elsewhere is no camera that fails').rejects.toThrow('the app');
  });
});

describe('reading a video', () => {
  let videos: HTMLVideoElement[];

  /** As an engine plays: what is asked for comes with an event. */
  function engine(duration: number): void {
    videos = [];
    vi.spyOn(document, 'createElement').mockImplementation(((name: string) => {
      if (name !== 'video') return element(name);
      const video = screen();
      let at = 0;
      const soon = (event: string) => setTimeout(() => video.dispatchEvent(new Event(event)));
      Object.defineProperties(video, {
        duration: { value: duration },
        src: { set: () => soon('loadeddata') },
        currentTime: { get: () => at, set: (to: number) => { at = to; soon('seeked'); } },
        play: { value: async () => { setTimeout(() => video.dispatchEvent(new Event('ended')), 500); } },
      });
      videos.push(video);
      return video;
    }) as never);
    vi.stubGlobal('URL', { createObjectURL: () => 'blob:one', revokeObjectURL: () => undefined });
    const pen = { fillRect: () => undefined, drawImage: () => undefined, getImageData: () => ({ data: new Uint8ClampedArray(8) }) };
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(pen as never);
  }

  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  const film = new File(['x'], 'screen.webm', { type: 'video/webm' });

  it('goes through all of it, and stops when it is told to', async () => {
    engine(1);
    let looks = 0;
    expect(await look(film, async () => ((looks += 1), false), new AbortController().signal)).toBe(true);
    expect(looks, 'every 0.15 seconds').toBe(7);

    const stop = new AbortController();
    looks = 0;
    await look(film, async () => ((looks += 1) === 2 && stop.abort(), false), stop.signal);
    expect(looks, 'nothing is looked at any more').toBe(2);
  });

  it('watches one that has no length to its end', async () => {
    engine(Infinity);
    let looks = 0;
    expect(await look(film, async () => ((looks += 1), false), new AbortController().signal), 'it was read').toBe(true);
    expect(looks, 'and more of it than its first picture').toBeGreaterThan(1);
  });
});
