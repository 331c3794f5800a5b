import type { Backend } from '../backend/backend';
import type { ClaimSlip, KioskEnding } from '../backend/types';

/** What this page knows of whoever stands before it. It goes with the page. */
class Person {
  /** Sealed: nothing is lost by ending now. */
  slip = $state.raw<ClaimSlip | null>(null);
  /** The page is being erased. */
  erasing = $state(false);

  /** Forgets them. The program is replaced, and this page with it. */
  async end(backend: Backend, ending: KioskEnding): Promise<void> {
    if (this.erasing) return;
    this.erasing = true;
    try {
      await backend.kioskEnd(ending);
    } finally {
      this.erasing = false;
    }
  }
}

export const person = new Person();
