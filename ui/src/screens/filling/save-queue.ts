import { asProblem } from '../../backend/problem';
import type { Filling, Problem } from '../../backend/types';

/** Who hears what became of an answer. */
export interface SaveListener {
  saved(pointer: string, value: unknown, view: Filling): void;
  failed(pointer: string, problem: Problem): void;
  busy(working: boolean): void;
}

type Job =
  | { kind: 'answer'; pointer: string; value: unknown }
  | { kind: 'call'; call: () => Promise<void> };

/**
 * Answers on their way to the vault: one call at a time, in the order typed. A newer answer takes the place of one to
 * the same question that has not left yet. An answer that could not be saved waits, and goes out again before the next
 * one, before anything that builds on it, and whenever one asks.
 */
export class SaveQueue {
  #jobs: Job[] = [];
  #failed = new Map<string, unknown>();
  #working = false;

  constructor(
    private readonly save: (pointer: string, value: unknown) => Promise<Filling>,
    private readonly listener: SaveListener,
  ) {}

  /** Something is under way or could not be saved. */
  get pending(): boolean {
    return this.#working || this.#failed.size > 0;
  }

  put(pointer: string, value: unknown): void {
    this.#failed.delete(pointer);
    this.#sendFailedAgain();
    this.#add(pointer, value);
    void this.#work();
  }

  retry(): void {
    this.#sendFailedAgain();
    void this.#work();
  }

  /** Runs a call after everything put before it, saved or not. */
  then<T>(call: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#jobs.push({ kind: 'call', call: () => call().then(resolve, reject) });
      void this.#work();
    });
  }

  /** Runs a call once everything put before it is saved; rejects with the problem if something cannot be. */
  thenSaved<T>(call: () => Promise<T>): Promise<T> {
    return this.then(async () => {
      for (const [pointer, value] of [...this.#failed]) {
        const problem = await this.#send(pointer, value);
        if (problem) throw problem;
      }
      return call();
    });
  }

  /** Forgets answers that could not be saved, below a pointer that is about to go away. */
  forget(under: string): void {
    for (const pointer of [...this.#failed.keys()]) {
      if (pointer.startsWith(`${under}/`)) this.#failed.delete(pointer);
    }
  }

  #sendFailedAgain(): void {
    for (const [pointer, value] of this.#failed) this.#add(pointer, value);
    this.#failed.clear();
  }

  #add(pointer: string, value: unknown): void {
    for (const job of [...this.#jobs].reverse()) {
      if (job.kind === 'call') break;
      if (job.pointer === pointer) {
        job.value = value;
        return;
      }
    }
    this.#jobs.push({ kind: 'answer', pointer, value });
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    this.listener.busy(true);
    for (let job = this.#jobs.shift(); job; job = this.#jobs.shift()) {
      if (job.kind === 'call') await job.call();
      else await this.#send(job.pointer, job.value);
    }
    this.#working = false;
    this.listener.busy(false);
  }

  async #send(pointer: string, value: unknown): Promise<Problem | undefined> {
    try {
      const view = await this.save(pointer, value);
      this.#failed.delete(pointer);
      this.listener.saved(pointer, value, view);
      return undefined;
    } catch (thrown) {
      const problem = asProblem(thrown);
      const newer = this.#jobs.some((job) => job.kind === 'answer' && job.pointer === pointer);
      if (!newer) this.#failed.set(pointer, value);
      this.listener.failed(pointer, problem);
      return problem;
    }
  }
}
