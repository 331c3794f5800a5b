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
    const down = () => (this.#down = true);
    // The click comes in the same turn as the release: wait for the next one.
    const up = () => setTimeout(() => this.#release());
    page.addEventListener('pointerdown', down, true);
    for (const end of ENDS) page.addEventListener(end, up, true);
    return () => {
      page.removeEventListener('pointerdown', down, true);
      for (const end of ENDS) page.removeEventListener(end, up, true);
      this.#release();
    };
  }

  #release(): void {
    this.#down = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const move of waiting) move();
  }
}

const ENDS = ['pointerup', 'pointercancel', 'dragend'];
