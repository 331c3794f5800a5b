import type { Backend } from '../backend/backend';
import type { ClaimSlip, KioskEnding } from '../backend/types';
import { router } from '../router/router.svelte';

/** How a sheet is. */
export type Sheet = 'busy' | 'printed' | 'failed';

/** What this page knows of whoever stands before it. It goes with the page. */
class Person {
  /** Sealed: nothing is lost by ending now. */
  slip = $state.raw<ClaimSlip | null>(null);
  /** What was sent to the printer, by its part of the screen. */
  sheets = $state<Record<string, Sheet>>({});
  /** Questions that the record of who helps answers: they are not asked, and the screen goes on speaking to whoever stands there. */
  records = $state.raw<string[]>([]);
  /** The page is being erased. It never comes back: where the program cannot be replaced it ends. */
  erasing = $state(false);
  /** Somebody has typed, scanned or read something here: the front page is that of the next program. */
  used = false;

  /** Forgets them. The program is replaced, and this page with it. */
  async end(backend: Backend, ending: KioskEnding): Promise<void> {
    if (this.erasing) return;
    this.erasing = true;
    // A program that is gone does not answer.
    await backend.kioskEnd(ending).catch(() => undefined);
  }

  /** Back to the first page, of the next program where this one knows anything. */
  leave(backend: Backend): void {
    if (this.used) void this.end(backend, 'left');
    else router.go({ screen: 'kiosk', part: 'front' });
  }
}

export const person = new Person();
