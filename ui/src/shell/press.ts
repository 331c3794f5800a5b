/**
 * Between pressing and releasing a button nothing on the page may move: leaving a field can make a finding appear above,
 * and a button that slides away under the finger is a click that goes nowhere. What would move waits for the release.
 */
export class Press {
  #down = false;
  #waiting: (() => void)[] = [];

  /** Runs now, or once the pointer is up and its click has been heard; in the order given. */
  after(move: () => void): void {
    if (this.#down) this.#waiting.push(move);
    else move();
  }

  /** Watches the pointer over a page; gives what ends the watch. */
  watch(page: EventTarget): () => void {
    const down = (event: Event) => (this.#down = !(event instanceof PointerEvent && event.button > 0));
    // The click comes in the same turn as the release: wait for the next one.
    const up = (event: Event) => {
      // A field loses the focus by the press itself; only the window's own loss ends it.
      if (event.type !== 'blur' || !(event.target instanceof Node)) setTimeout(() => this.release());
    };
    page.addEventListener('pointerdown', down, true);
    for (const end of ENDS) page.addEventListener(end, up, true);
    return () => {
      page.removeEventListener('pointerdown', down, true);
      for (const end of ENDS) page.removeEventListener(end, up, true);
      this.release();
    };
  }

  /** The click was heard: what it asks for is drawn at once, after all that waited. */
  release(): void {
    this.#down = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const move of waiting) move();
  }
}

/** The one pointer of the window. */
export const press = new Press();

/** The release itself, and whatever shows that it happened where nobody heard it. */
const ENDS = ['pointerup', 'pointercancel', 'dragend', 'keydown', 'blur'];
