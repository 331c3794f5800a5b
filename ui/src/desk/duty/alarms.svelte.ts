import type { Problem } from '../../backend/types';
import { asProblem } from '../../backend/problem';
import { get, UNATTENDED } from '../api';
import type { Duty, Role } from '../types';

const ASKS_EVERY = 30_000;

/** Those who may be on duty. */
export const ON_DUTY = new Set<Role>(['port-officer', 'county-contact', 'health-officer', 'hotline', 'platform-officer']);

/** What hurries, on whichever page somebody is. */
class Alarms {
  duty = $state.raw<Duty | null>(null);
  problem = $state<Problem | null>(null);
  /** When they could last be asked, since they cannot be any more. */
  silent = $state<string | null>(null);
  #asked = new Date();

  /** As many wait for somebody. */
  get count(): number {
    const notes = (this.duty?.urgent ?? []).filter((one) => one.seen === null && !one.own);
    return notes.length + (this.duty?.buses ?? []).filter((one) => one.seen === null).length;
  }

  /** Looks as long as somebody of that role is signed in; what it gives back stops it. */
  watch(role: Role): () => void {
    this.duty = null;
    if (!ON_DUTY.has(role)) return () => {};
    this.#asked = new Date();
    void this.load();
    const timer = setInterval(() => this.load(UNATTENDED), ASKS_EVERY);
    return () => (clearInterval(timer), (this.duty = null), (this.silent = null));
  }

  async load(by: Record<string, string> = {}) {
    try {
      this.duty = await get<Duty>('duty', {}, by);
      this.problem = null;
      this.silent = null;
      this.#asked = new Date();
    } catch (thrown) {
      this.problem = asProblem(thrown);
      this.silent = this.#asked.toISOString();
    }
  }

  /** Does something, and looks what is so now; whether it was done. */
  async attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      await this.load();
      return true;
    } catch (thrown) {
      const problem = asProblem(thrown);
      await this.load();
      this.problem = problem;
      return false;
    }
  }
}

export const alarms = new Alarms();
