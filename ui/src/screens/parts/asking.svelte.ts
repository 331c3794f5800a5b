import { onMount, untrack } from 'svelte';

import type { Backend } from '../../backend/backend';
import { asProblem } from '../../backend/problem';
import type { Problem } from '../../backend/types';
import { language } from '../../messages/index.svelte';

/** What a screen shows: asked for when it opens, and again whenever `again` is called. The last question asked wins. */
export class Shown<T> {
  #value = $state.raw<T | null>(null);
  #problem = $state.raw<Problem | null>(null);
  #turn = 0;
  readonly #ask: () => Promise<T>;

  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
  }

  get value(): T | null {
    return this.#value;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  /** Takes an answer that came another way; an older question still under way is forgotten. */
  take = (value: T): void => {
    this.#turn += 1;
    this.#value = value;
    this.#problem = null;
  };

  again = async (): Promise<void> => {
    const turn = (this.#turn += 1);
    try {
      const value = await this.#ask();
      if (turn === this.#turn) this.take(value);
    } catch (thrown) {
      // What was shown stays: an old view beside a problem is better than none.
      if (turn === this.#turn) this.#problem = asProblem(thrown);
    }
  };
}

/** Asks when the screen opens, again when the app says that `concerns` changed, and when names are to come in another language. */
export function shown<T>(
  backend: Pick<Backend, 'onChanged'>,
  ask: () => Promise<T>,
  concerns: (id: string) => boolean = () => true,
): Shown<T> {
  const it = new Shown(ask);
  $effect(() => {
    language();
    untrack(() => void it.again());
  });
  onMount(() =>
    backend.onChanged((id) => {
      if (concerns(id)) void it.again();
    }),
  );
  return it;
}

/** An action under way: one at a time, and its refusal said. */
export class Doing {
  #busy = $state(false);
  #problem = $state.raw<Problem | null>(null);

  get busy(): boolean {
    return this.#busy;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  forget(): void {
    this.#problem = null;
  }

  /** Does nothing while another action is under way: a second click is not a second wish. */
  async run<T>(act: () => Promise<T>, then: (answer: T) => void): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#problem = null;
    try {
      then(await act());
    } catch (thrown) {
      this.#problem = asProblem(thrown);
    } finally {
      this.#busy = false;
    }
  }
}
