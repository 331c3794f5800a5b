import { type Grey, greyOf } from './grey';

/** Takes a picture; true once nothing more is needed. */
export type Take = (grey: Grey) => Promise<boolean>;

/** This many seconds of a video lie between two looks at it: nothing is shown for a shorter time. */
const STEP = 0.15;
/** A camera's picture needs no more dots than this on its longer side. */
const CAMERA_SIDE = 1_280;
/** Between two looks through the camera. */
const PAUSE = 80;

/** What a file shows: a picture, or a video from its beginning. False where it can be read as neither. */
export async function look(file: File, take: Take): Promise<boolean> {
  return file.type.startsWith('video/') ? lookThrough(file, take) : lookAt(file, take);
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
  await take(grey);
  return true;
}

async function lookThrough(file: File, take: Take): Promise<boolean> {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  const address = URL.createObjectURL(file);
  try {
    if (!(await heard(video, 'loadeddata', () => (video.src = address)))) return false;
    const end = Number.isFinite(video.duration) ? video.duration : 0;
    for (let at = 0; at <= end; at += STEP) {
      if (!(await heard(video, 'seeked', () => (video.currentTime = at)))) return at > 0;
      const grey = greyOf(video, video.videoWidth, video.videoHeight);
      if (grey && (await take(grey))) return true;
    }
    return true;
  } finally {
    video.removeAttribute('src');
    URL.revokeObjectURL(address);
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

/** Looks through the camera, which `video` shows, until nothing more is needed or it is stopped. Fails where there is none. */
export async function lookThroughCamera(video: HTMLVideoElement, take: Take, stopped: AbortSignal): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: 'environment', width: { ideal: CAMERA_SIDE } } });
  try {
    video.srcObject = stream;
    await video.play();
    while (!stopped.aborted) {
      const grey = greyOf(video, video.videoWidth, video.videoHeight, CAMERA_SIDE);
      if (grey && (await take(grey))) return;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  } finally {
    video.srcObject = null;
    for (const track of stream.getTracks()) track.stop();
  }
}
