import type { Problem } from '../backend/types';
import { asProblem } from '../backend/problem';
import { newId } from '../ids';
import { look, say } from './api';
import { type Kept, read, takenKey, write } from './keeping';
import { speakWith, textsOf } from './texts';
import type { EditionTexts } from './texts';
import type { Key, RefusedView, Says, View } from './types';

/** Asked again so often while somebody looks. */
const AGAIN = 30_000;
/** What ends a key: it was never given, or was shut out. */
const GONE = 'declaration-not-found';
const ASKS_BIRTH = ['birth-date-needed', 'birth-date-wrong'];

/** The declarations that this phone follows, and the one before its traveller. */
class MeState {
  kept = $state<Kept[]>([]);
  at = $state(0);
  busy = $state(false);
  /** The last answer came. */
  online = $state(true);
  problem = $state<Problem | null>(null);
  asksBirth = $state(false);

  get mine(): Kept | undefined {
    return this.kept[this.at];
  }

  begin() {
    this.kept = read();
    this.#speak();
    const key = takenKey();
    if (key !== null) this.take(key);
    void this.again();
    const timer = setInterval(() => document.visibilityState === 'visible' && void this.still(), AGAIN);
    return () => clearInterval(timer);
  }

  /** A key that was just opened comes first. */
  take(key: Key) {
    const known = this.kept.findIndex((one) => one.key.declaration === key.declaration);
    if (known < 0) this.kept.push({ key, view: null, texts: null, waiting: [] });
    else if (this.kept[known]) this.kept[known].key = { ...key, born: this.kept[known].key.token === key.token ? this.kept[known].key.born : '' };
    this.show(known < 0 ? this.kept.length - 1 : known);
    write(this.kept);
  }

  /** A personal link was answered here: the code will come to this phone. */
  answered(key: Key, answered: { at: string; organisation: string }) {
    this.kept = this.kept.filter((one) => one.key.declaration !== key.declaration);
    this.kept.push({ key, view: null, texts: null, waiting: [], answered });
    write(this.kept);
    this.show(this.kept.length - 1);
  }

  show(at: number) {
    this.at = at;
    this.#speak();
    this.problem = null;
    this.asksBirth = false;
    void this.again();
  }

  born(date: string) {
    if (this.mine) this.mine.key.born = date;
    return this.again();
  }

  say(says: Says) {
    this.mine?.waiting.push({ id: newId(), at: new Date().toISOString(), says });
    write(this.kept);
    return this.again();
  }

  /** A slip's code is kept once it opens something; else what is in the way. */
  async typed(key: Key): Promise<Problem | null> {
    try {
      await look(key);
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (!ASKS_BIRTH.includes(problem.code)) return problem;
    }
    this.take(key);
    return null;
  }

  /** Asks without anybody's asking for it: not what counts as a try, a birth date or a slip's code that has opened nothing yet. */
  async still() {
    const mine = this.mine;
    const isTry = mine?.key.claim !== undefined && mine.view === null && !mine.refused;
    if (!this.asksBirth && !isTry) await this.again();
  }

  /** Sends what waits, and asks how things stand. */
  async again() {
    const mine = this.mine;
    if (!mine || this.busy) return;
    this.busy = true;
    try {
      let word = mine.waiting[0];
      if (word) {
        while (word) {
          const view = await say(mine.key, $state.snapshot(word) as typeof word);
          mine.waiting.shift();
          await this.#show(mine, view);
          word = mine.waiting[0];
        }
      } else {
        await this.#show(mine, await look(mine.key));
      }
      [this.online, this.problem, this.asksBirth] = [true, null, false];
    } catch (thrown) {
      this.#failed(mine, asProblem(thrown));
    } finally {
      this.busy = false;
      write(this.kept);
    }
  }

  /** Its words come first: what is drawn without them stays without them. */
  async #show(mine: Kept, view: View | RefusedView) {
    if ('refused' in view) {
      [mine.refused, mine.view] = [view, null];
      return;
    }
    mine.refused = null;
    if (view.edition !== null) mine.texts = await textsOf(view.edition, mine.texts);
    this.#speak();
    mine.view = view;
  }

  #speak() {
    if (this.mine?.texts) speakWith($state.snapshot(this.mine.texts) as EditionTexts);
  }

  #failed(mine: Kept, problem: Problem) {
    this.online = problem.code !== 'platform-unreachable';
    this.asksBirth = ASKS_BIRTH.includes(problem.code);
    // What cannot be said at all is not said for ever.
    if (problem.code === 'bad-request') mine.waiting.shift();
    if (problem.code === GONE) mine.view = null;
    // It is typed anew, and not tried again.
    if (problem.code === 'birth-date-wrong') mine.key.born = '';
    // Without a network, what was there is shown; where nothing was, that is said.
    this.problem = this.online || mine.view === null ? problem : null;
  }

  /** Takes everything of a declaration away from this phone. */
  forget() {
    this.kept.splice(this.at, 1);
    write(this.kept);
    this.show(0);
  }
}

export const me = new MeState();
