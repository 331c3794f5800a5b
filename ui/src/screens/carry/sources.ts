import { type Grey, greyOf } from './grey';

/** Takes a picture, of something that moves or a still one; true once nothing more is needed. */
export type Take = (grey: Grey, moves: boolean) => Promise<boolean>;

/** There is no camera that could be used. */
export class NoCamera extends Error {}

/** This many seconds of a video lie between two looks at it: nothing is shown for a shorter time. */
const STEP = 0.15;
/** A camera's picture needs no more dots than this on its longer side. */
const CAMERA_SIDE = 1_280;
/** Between two looks through the camera. */
const PAUSE = 80;

/** What a file shows: a picture, or a video from its beginning. False where it can be read as neither. */
export async function look(file: File, take: Take, stopped: AbortSignal): Promise<boolean> {
  return file.type.startsWith('video/') ? lookThrough(file, take, stopped) : lookAt(file, take);
}

async function lookAt(file: File, take: Take): Promise<boolean> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return false;
  }
  const grey = greyOf(picture, picture.width, picture.height);
  picture.close();
  if (!grey) return false;
  await take(grey, false);
  return true;
}

async function lookThrough(file: File, take: Take, stopped: AbortSignal): Promise<boolean> {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  const address = URL.createObjectURL(file);
  try {
    if (!(await heard(video, 'loadeddata', () => (video.src = address)))) return false;
    // Some recorders write no length: nobody can be sent to a place in such a video, but it can be watched.
    if (!Number.isFinite(video.duration)) return await watch(video, take, stopped);
    for (let at = 0; at <= video.duration && !stopped.aborted; at += STEP) {
      if (!(await heard(video, 'seeked', () => (video.currentTime = at)))) return false;
      const grey = greyOf(video, video.videoWidth, video.videoHeight);
      if (grey && (await take(grey, true))) return true;
    }
    return true;
  } finally {
    video.removeAttribute('src');
    URL.revokeObjectURL(address);
  }
}

/** Plays a video to its end. False where it stops before that. */
async function watch(video: HTMLVideoElement, take: Take, stopped: AbortSignal): Promise<boolean> {
  const over = new AbortController();
  const end = new Promise<boolean>((resolve) => {
    for (const event of ['ended', 'error', 'stalled']) video.addEventListener(event, () => resolve(event === 'ended'), { signal: over.signal });
    stopped.addEventListener('abort', () => resolve(true), { signal: over.signal });
  });
  const pause = () => new Promise<null>((resolve) => setTimeout(() => resolve(null), STEP * 1_000));
  try {
    if (!(await video.play().then(() => true, () => false))) return false;
    for (;;) {
      const ended = await Promise.race([end, pause()]);
      const grey = ended === null ? greyOf(video, video.videoWidth, video.videoHeight) : null;
      if (ended !== null) return ended;
      if (grey && (await take(grey, true))) return true;
    }
  } finally {
    over.abort();
    video.pause();
  }
}

/** Does something and waits for what comes of it; false where it failed or nothing came. */
function heard(video: HTMLVideoElement, event: string, act: () => void): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = new AbortController();
    const end = (good: boolean) => {
      stop.abort();
      clearTimeout(late);
      resolve(good);
    };
    const late = setTimeout(() => end(false), 10_000);
    video.addEventListener(event, () => end(true), { signal: stop.signal });
    video.addEventListener('error', () => end(false), { signal: stop.signal });
    act();
  });
}

/** Whether this computer's window knows of cameras at all. */
export const mayHaveCamera = (): boolean => typeof navigator.mediaDevices?.getUserMedia === 'function';

/**
 * Looks through the camera, which `video` shows, until nothing more is needed, it is stopped, or the camera is gone.
 *
 * @throws NoCamera where there is none, or it gives no picture
 */
export async function lookThroughCamera(video: HTMLVideoElement, take: Take, stopped: AbortSignal): Promise<void> {
  let ended = false;
  let over = (): void => undefined;
  const end = new Promise<void>((resolve) => (over = resolve));
  const stream = await camera();
  const off = () => {
    ended = true;
    over();
    video.srcObject = null;
    for (const track of stream.getTracks()) track.stop();
  };
  // A camera may take its time; whoever switches it off does not wait for it.
  stopped.addEventListener('abort', off);
  for (const track of stream.getTracks()) track.addEventListener('ended', off);
  try {
    if (stopped.aborted) return;
    video.srcObject = stream;
    const playing = video.play().catch((thrown: unknown) => {
      if (!ended) throw new NoCamera(String(thrown));
    });
    await Promise.race([playing, end]); // one that gives no picture never plays
    while (!ended) {
      const grey = greyOf(video, video.videoWidth, video.videoHeight, CAMERA_SIDE);
      if (grey && (await take(grey, true))) return;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  } finally {
    stopped.removeEventListener('abort', off);
    off();
  }
}

async function camera(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: 'environment', width: { ideal: CAMERA_SIDE } } });
  } catch (thrown) {
    throw new NoCamera(String(thrown));
  }
}
