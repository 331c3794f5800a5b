import { SvelteMap, SvelteSet } from 'svelte/reactivity';

import type { Backend } from '../../backend/backend';
import { asProblem } from '../../backend/problem';
import type { Desk, DeskFilter, DeskRow, Problem } from '../../backend/types';

/** So many lines are asked for at once. */
const PAGE = 100;

export const ALL: DeskFilter = { text: '', standing: null, in_need: false, need: null, flight: null, day: null, county: null, stage: null, order: 'hand' };

/** The list as the volunteer left it: it stays while a case, a list or the settings are looked at. */
class ChamberView {
  filter = $state.raw<DeskFilter>(ALL);
  desk = $state.raw<Desk | null>(null);
  problem = $state.raw<Problem | null>(null);
  total = $state(0);
  /** The line that the keyboard is at. */
  at = $state(0);
  /** The case beside the list. */
  open = $state<string | null>(null);
  readonly chosen = new SvelteSet<string>();
  /** What is shown is not what was asked for last: its lines are not pressed. */
  stale = $state(false);
  /** How far down it was scrolled. */
  scrolled = 0;

  #pages = new SvelteMap<number, DeskRow[]>();
  #asked = new Set<number>();
  #turn = 0;

  row(index: number): DeskRow | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  /** The rows from one to another are wanted; those that are not here are asked for. */
  want(backend: Backend, from: number, to: number): void {
    for (let page = Math.floor(from / PAGE); page * PAGE <= to; page += 1) {
      if (page * PAGE <= Math.max(this.total - 1, 0) && !this.#asked.has(page)) void this.#ask(backend, page);
    }
  }

  narrow(backend: Backend, change: Partial<DeskFilter>): void {
    this.filter = { ...this.filter, ...change };
    this.at = 0;
    this.scrolled = 0;
    this.stale = true;
    void this.#rows(backend, 0);
  }

  /** Everything, and nothing else. */
  widen(backend: Backend): void {
    this.narrow(backend, { ...ALL, order: this.filter.order });
  }

  /** Asks anew for what is seen; the old lines stay until the new ones are here. */
  async again(backend: Backend, around = this.at): Promise<void> {
    try {
      this.desk = await backend.desk();
    } catch (thrown) {
      this.problem = asProblem(thrown);
      return;
    }
    await this.#rows(backend, around);
  }

  async #rows(backend: Backend, around: number): Promise<void> {
    const turn = (this.#turn += 1);
    try {
      const page = Math.max(0, Math.floor(around / PAGE));
      const rows = await backend.deskRows(this.filter, page * PAGE, PAGE);
      if (turn !== this.#turn) return;
      this.stale = false;
      this.#pages.clear();
      this.#asked = new Set([page]);
      this.#pages.set(page, rows.rows);
      this.total = rows.total;
      this.at = Math.min(this.at, Math.max(0, rows.total - 1));
      this.problem = null;
    } catch (thrown) {
      if (turn === this.#turn) this.problem = asProblem(thrown);
    }
  }

  forget(): void {
    this.#turn += 1;
    this.filter = ALL;
    this.desk = null;
    this.total = 0;
    this.at = 0;
    this.open = null;
    this.scrolled = 0;
    this.chosen.clear();
    this.#pages.clear();
    this.#asked.clear();
  }

  async #ask(backend: Backend, page: number): Promise<void> {
    const turn = this.#turn;
    this.#asked.add(page);
    try {
      const rows = await backend.deskRows(this.filter, page * PAGE, PAGE);
      if (turn !== this.#turn) return;
      this.#pages.set(page, rows.rows);
      this.total = rows.total;
    } catch (thrown) {
      this.#asked.delete(page);
      this.problem = asProblem(thrown);
    }
  }
}

export const chamber = new ChamberView();
