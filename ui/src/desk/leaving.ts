import { remove } from './api';
import { desk } from './state.svelte';

/** Set from the press of *sign out* until the platform has heard of it. */
const LEAVING = 'guitu-desk-leaving';
const AGAIN_MS = 5_000;

/** Whether somebody has signed out here, and the platform does not know it yet. */
export const isLeaving = () => sessionStorage.getItem(LEAVING) !== null;

/** Signs out. Without a network the cookie still counts: nothing else is asked until the platform was told. */
export async function signOut(): Promise<void> {
  sessionStorage.setItem(LEAVING, '1');
  desk.leave();
  await tell();
}

/** Tells the platform, again and again; at once whoever is signed out already. */
export async function tell(): Promise<void> {
  try {
    await remove('devices/this');
  } catch (thrown) {
    if ((thrown as { code?: string }).code !== 'not-signed-in') {
      desk.leaving = true;
      setTimeout(() => void tell(), AGAIN_MS);
      return;
    }
  }
  sessionStorage.removeItem(LEAVING);
  desk.leaving = false;
}
