import type { Backend } from '../../backend/backend';
import { asProblem } from '../../backend/problem';
import type { Choice, Filling, Problem } from '../../backend/types';
import { addEdition } from '../../messages/bundles';
import { language, speakEdition } from '../../messages/index.svelte';
import { Draft } from '../../screens/filling/draft.svelte';
import { blocks, everyQuestion, findingsOf, nameOf } from '../../screens/filling/questions';
import { ask } from '../api';
import { me } from '../state.svelte';
import { LANGUAGES } from '../texts';
import { drop, keep, ownKey } from './keeping';
import type { Change, Held, Link } from './types';

const ASKS_BIRTH = ['birth-date-needed', 'birth-date-wrong'];
const LOST = ['link-not-valid', 'declaration-not-found', 'bad-request'];

/** A personal link on its member's phone: what is asked, and what was answered until it is sent. */
export class LinkState {
  link = $state.raw<Link | null>(null);
  draft = $state.raw<Draft | null>(null);
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);
  page = $state(0);
  /** Questions of this page that are open or wrong, once somebody wanted to go on. */
  open = $state(0);
  guardian = $state('');
  #held: Held;
  #removed: { group: string; index: number; item: unknown } | null = null;
  #all = false;

  constructor(held: Held) {
    this.#held = held;
    this.page = held.page;
  }

  get asksBirth(): boolean {
    return ASKS_BIRTH.includes(this.problem?.code ?? '');
  }

  get lost(): boolean {
    return LOST.includes(this.problem?.code ?? '');
  }

  get isLast(): boolean {
    return this.link !== null && this.page >= this.link.pages.length - 1;
  }

  born(date: string): Promise<void> {
    this.#held.key.born = date;
    return this.begin();
  }

  async begin(): Promise<void> {
    this.busy = true;
    try {
      const link = await this.#look();
      await learn(link.edition);
      this.draft = link.answered_at === null ? new Draft(this.#doors(), this.#filling(link)) : null;
      this.problem = null;
      if (link.answered_at !== null) drop();
    } catch (thrown) {
      this.problem = asProblem(thrown);
      if (this.lost) drop();
    } finally {
      this.busy = false;
    }
  }

  /** Goes on where nothing here is open or new; on the last page everything is sent. */
  async onward(): Promise<void> {
    const draft = this.draft;
    if (!draft || !(await draft.settle())) return;
    const seen = findingsOf(draft.view.page).map(nameOf);
    const here = [...everyQuestion(draft.view.page)].map(({ question }) => question.pointer);
    this.#held.left = [...new Set([...this.#held.left, ...here])];
    if (!(await this.#again(draft))) return;
    const said = findingsOf(draft.view.page);
    const page = this.link?.pages[this.page];
    this.open = (page?.missing ?? 0) + (page?.blocking ?? 0);
    if (this.open > 0 || said.some((placed) => blocks(placed) || !seen.includes(nameOf(placed)))) {
      draft.items.speak(draft.view.page);
      return;
    }
    if (this.isLast) await this.#send(draft);
    else await this.goTo(this.page + 1);
  }

  async goTo(page: number): Promise<void> {
    const draft = this.draft;
    if (!draft || !(await draft.settle())) return;
    this.open = 0;
    this.page = this.#held.page = page;
    keep(this.#held);
    if (this.link) {
      draft.view = this.#filling(this.link);
      draft.items.arrive(draft.view);
    }
    document.getElementById('main')?.focus();
    window.scrollTo({ top: 0 });
  }

  /** Says the same in another language. */
  async refresh(): Promise<void> {
    if (this.draft) await this.#again(this.draft);
  }

  async #again(draft: Draft): Promise<boolean> {
    this.busy = true;
    try {
      draft.view = this.#filling(await this.#look());
      this.problem = null;
      return true;
    } catch (thrown) {
      this.problem = asProblem(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }

  async #send(draft: Draft): Promise<void> {
    const wrong = this.link?.pages.findIndex((page) => page.missing + page.blocking > 0) ?? -1;
    if (wrong >= 0) {
      this.#all = true;
      await this.goTo(wrong);
      await this.#again(draft);
      this.open = (this.link?.pages[wrong]?.missing ?? 0) + (this.link?.pages[wrong]?.blocking ?? 0);
      return;
    }
    this.busy = true;
    try {
      const { key, answers } = this.#held;
      const own = await ownKey(key.declaration);
      const sent = await ask<{ answered_at: string }>('link/send', { key, today: today(), answers, guardian: this.guardian, phone: own.digest });
      me.answered(own.key, { at: sent.answered_at, organisation: this.link?.organisation ?? '' });
      drop();
      this.link = null;
      this.draft = null;
    } catch (thrown) {
      this.problem = asProblem(thrown);
    } finally {
      this.busy = false;
    }
  }

  async #look(change: Change | null = null): Promise<Link> {
    const { key, answers, left } = this.#held;
    const link = await ask<Link>('link/look', { key, language: language(), today: today(), answers, left, all: this.#all, change });
    this.link = link;
    this.#held = { ...this.#held, answers: link.answers, organisation: link.organisation };
    this.page = Math.min(this.page, Math.max(0, link.pages.length - 1));
    keep(this.#held);
    return link;
  }

  /** The doors that the form's own controls go through; what is behind them is on this phone. */
  #doors(): Backend {
    const changed = async (change: Change) => this.#filling(await this.#look(change));
    const answer = (_: string, pointer: string, value: unknown) => changed({ change: 'set', pointer, value });
    const leave = async (_: string, pointer: string) => {
      this.#held.left = [...new Set([...this.#held.left, pointer])];
      return this.#filling(await this.#look());
    };
    const removeItem = (_: string, group: string, index: number) => {
      const items = at(this.#held.answers, group);
      this.#removed = { group, index, item: Array.isArray(items) ? (items[index] as unknown) : {} };
      this.#held.left = this.#held.left.filter((pointer) => !pointer.startsWith(`${group}/`));
      return changed({ change: 'remove', group, index });
    };
    const undo = () => {
      const { group, index, item } = this.#removed ?? { group: '', index: 0, item: {} };
      this.#removed = null;
      return changed({ change: 'insert', group, index, item });
    };
    const raiseItem = async (_: string, group: string, index: number) => {
      const items = at(this.#held.answers, group);
      const item: unknown = Array.isArray(items) ? items[index] : {};
      await this.#look({ change: 'remove', group, index });
      return changed({ change: 'insert', group, index: index - 1, item });
    };
    const addItem = (_: string, group: string) => changed({ change: 'add', group });
    const options = (_: string, pointer: string, query: string) =>
      ask<Choice[]>('link/options', { key: this.#held.key, language: language(), answers: this.#held.answers, pointer, query });
    const focus = () => Promise.resolve();
    const openDeclaration = async () => this.#filling(await this.#look());
    return { answer, leave, removeItem, undo, raiseItem, addItem, options, focus, openDeclaration } as unknown as Backend;
  }

  #filling(link: Link): Filling {
    const page = link.pages[this.page] ?? { id: '', sections: [] };
    return {
      id: this.#held.key.declaration, revision: 1, kind: 'declaration', edition: link.edition, who: 'you', state: 'not-sent', saved: { at: '' },
      pages: [], page: { id: page.id, sections: page.sections }, focus: null,
      undo: this.#removed && { pointer: this.#removed.group, index: this.#removed.index },
      cleaned: null, newer: null, came_from: null, set_aside: [], declared_before: null, afresh: false, missed: null,
    };
  }
}

function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function at(answers: unknown, pointer: string): unknown {
  return pointer.split('/').slice(1).reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], answers);
}

async function learn(edition: number): Promise<void> {
  const texts = LANGUAGES.map(async (tag): Promise<[string, string]> => {
    const answer = await fetch(`/me/api/link/texts/${edition}/${tag}`);
    if (!answer.ok) throw new Error('no texts');
    return [tag, ((await answer.json()) as { text: string }).text];
  });
  addEdition(edition, await Promise.all(texts));
  speakEdition(edition);
}
