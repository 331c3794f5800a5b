import type { Choice } from '../backend/types';
import { press } from '../shell/press';
import { moved } from './place-list';

/**
 * The list under a place's field: closed, or open with the rows of the newest search that has answered.
 * - `look` asks; whatever was asked before answers to nobody any more.
 * - `close`, by a choice, Escape or leaving, ends what is on its way as well: no late answer opens a list again.
 * - Rows come in between two presses, never during one: what the finger went down on is there until it is up.
 * - A row of older words is taken only if the newest words find it too: whoever was quicker than the search saw another list.
 */
export class PlaceSearch {
  rows = $state.raw<Choice[]>([]);
  /** A search has answered: before that there is nothing to show, not even "nothing found". */
  answered = $state(false);
  open = $state(false);
  /** The row that the person went to with the keys: nothing else is ever taken by a key. */
  active = $state(-1);
  #turn = $state(0);
  /** The turn that the rows are of. */
  #shown = $state(0);
  /** Keys that came before the rows that they were meant for. */
  #early: string[] = [];
  /** A row of older words that somebody wants. */
  #wanted: Choice | null = null;

  constructor(
    private readonly search: (query: string) => Promise<Choice[]>,
    private readonly heard: (count: number) => void,
    private readonly taken: (row: Choice) => void,
  ) {}

  /** The row that a key would take. */
  get gone(): Choice | undefined {
    return this.open ? this.rows[this.active] : undefined;
  }

  async look(query: string): Promise<void> {
    const mine = (this.#turn += 1);
    this.open = true;
    const found = await this.search(query);
    press.after(() => {
      if (mine !== this.#turn) return;
      if (!this.open) {
        // Who went on by Tab has left the list; the row that they took on the way counts.
        const late = found.find((row) => row.value === this.#wanted?.value);
        this.#wanted = null;
        if (late) this.taken(late);
        return;
      }
      const gone = this.gone;
      this.rows = found;
      this.answered = true;
      this.active = gone ? found.findIndex((row) => row.value === gone.value) : -1;
      this.#shown = mine;
      for (const key of this.#early.splice(0)) this.walk(key);
      this.heard(found.length);
      const wanted = found.find((row) => row.value === this.#wanted?.value);
      this.#wanted = null;
      if (wanted) this.taken(wanted);
    });
  }

  /** Takes a row; one of older words once the newest have found it as well. */
  take(row: Choice): void {
    if (this.late) this.#wanted = row;
    else this.taken(row);
  }

  /** Other words were typed: what was gone to was gone to among the rows of the old ones. */
  forget(): void {
    this.active = -1;
    this.#early = [];
    this.#wanted = null;
  }

  /** The rows are of older words: the newest have not answered yet. */
  get late(): boolean {
    return this.open && this.#shown !== this.#turn;
  }

  /** Nothing is there to be gone to yet. */
  get waits(): boolean {
    return this.late && this.rows.length === 0;
  }

  /** Goes to a row; where its rows are still on their way, once they are there. An Enter that was too early shows what the next one takes. */
  walk(key: string): void {
    if (this.waits) this.#early.push(key);
    else if (key !== 'Enter') this.active = moved(this.active, key, this.rows.length);
    else if (this.active < 0) this.active = moved(this.active, 'Home', this.rows.length);
  }

  /** Goes on to another question. A row of older words that was taken on the way still waits for its search. */
  leave(): void {
    if (!this.late || this.#wanted === null) return this.close();
    this.open = false;
    this.active = -1;
    this.#early = [];
    this.rows = [];
    this.answered = false;
  }

  close(): void {
    this.open = false;
    this.active = -1;
    this.#early = [];
    this.#wanted = null;
    // What is opened next shows its own rows alone.
    this.rows = [];
    this.answered = false;
    this.#turn += 1;
  }
}
