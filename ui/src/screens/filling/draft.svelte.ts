import { SvelteMap } from 'svelte/reactivity';

import type { Backend } from '../../backend/backend';
import { asProblem } from '../../backend/problem';
import type { Choice, Filling, Problem, Proposal, Question, WentAway } from '../../backend/types';
import { t } from '../../messages/index.svelte';
import { announce } from '../../shell/announcer.svelte';
import { press } from '../../shell/press';
import { unsaved } from '../../shell/unsaved';
import { OpenItems } from './open-items.svelte';
import { findingsOf, nameOf, questionAt } from './questions';
import { SaveQueue } from './save-queue';

/** One draft being filled in: the last view of it, and what was typed since. */
export class Draft {
  view = $state.raw<Filling>() as Filling;
  /** Why the last answer is not saved, or the last step could not be taken. */
  problem = $state.raw<Problem | null>(null);
  saving = $state(false);
  /** "Continue" found something on this page: its findings stand at the top too. */
  listed = $state(false);
  readonly items = new OpenItems();

  /** Typed and not known to be saved, by pointer. */
  #unsaved = new SvelteMap<string, unknown>();
  #failing = new SvelteMap<string, Problem>();
  /** What went away unseen of the answers given here, by pointer. */
  #cleaned = new SvelteMap<string, WentAway>();
  #queue: SaveQueue;

  constructor(private readonly backend: Backend, view: Filling) {
    this.#queue = new SaveQueue((pointer, value) => backend.answer(view.id, pointer, value), {
      saved: (pointer, value, next) => this.#saved(pointer, value, next),
      failed: (pointer, problem) => {
        this.#failing.set(pointer, problem);
        this.#tell();
      },
      busy: (working) => (this.saving = working),
    });
    this.#show(view);
    this.items.arrive(view);
  }

  get id(): string {
    return this.view.id;
  }

  /** Something typed is not in the vault, and the vault said why. */
  get failed(): Problem | undefined {
    return this.#failing.values().next().value;
  }

  /** Something typed would be lost with this object. */
  get pending(): boolean {
    return this.#queue.pending;
  }

  valueOf(question: Question): unknown {
    return this.#unsaved.has(question.pointer) ? this.#unsaved.get(question.pointer) : question.value;
  }

  isFailing(pointer: string): boolean {
    return this.#failing.has(pointer);
  }

  cleanedAt(pointer: string): WentAway | undefined {
    return this.#cleaned.get(pointer);
  }

  answer(pointer: string, value: unknown): void {
    this.#unsaved.set(pointer, value);
    this.#queue.put(pointer, value);
  }

  retry(): void {
    this.problem = null;
    this.#queue.retry();
  }

  /** Remembered for the next start; nothing is lost if it is not. */
  focus(pointer: string): void {
    void this.#queue.then(() => this.backend.focus(this.id, pointer)).catch(() => undefined);
  }

  /** From now on the question's findings may speak. A question that went away meanwhile has nothing to say. */
  leave(pointer: string): void {
    void this.#queue
      .then(async () => {
        if (!questionAt(this.view.page, pointer)) return;
        const view = await this.backend.leave(this.id, pointer);
        if (view.cleaned) this.#cleaned.set(view.cleaned.pointer, view.cleaned.what);
        // It went at another question than the one that was left, which may be closed by then.
        if (view.cleaned?.what === 'seat') announce(t('filling-cleaned-seat'));
        this.#show(view);
      })
      .catch(() => undefined);
  }

  search(pointer: string, query: string): Promise<Choice[]> {
    // Which rows there are may hang on the answer before, such as how one travels.
    return this.#queue.then(() => this.backend.options(this.id, pointer, query)).catch((thrown: unknown) => {
      this.problem = asProblem(thrown);
      return [];
    });
  }

  goTo(page: string, pointer: string | null): Promise<boolean> {
    return this.#step(() => this.backend.goTo(this.id, page, pointer));
  }

  /** What stands on the screen when it is asked was seen; what comes to be said by it was not. */
  leavePage(): Promise<boolean> {
    const seen = findingsOf(this.view.page).map(nameOf);
    return this.#step(() => this.backend.leavePage(this.id, seen));
  }

  addItem(group: string): Promise<boolean> {
    return this.#step(() => this.backend.addItem(this.id, group), (view) => this.items.added(view, group));
  }

  removeItem(group: string, index: number): Promise<boolean> {
    this.#forget(`${group}/${index}`);
    return this.#step(() => this.backend.removeItem(this.id, group, index), () => this.items.removed(group, index));
  }

  raiseItem(group: string, index: number): Promise<boolean> {
    return this.#step(() => this.backend.raiseItem(this.id, group, index), () => this.items.raised(group, index));
  }

  undo(group: string, index: number): Promise<boolean> {
    return this.#step(() => this.backend.undo(this.id), () => this.items.inserted(group, index));
  }

  /** What the sections of this page may take over. Nothing is lost where asking fails. */
  proposals(): Promise<Proposal[]> {
    return this.#queue.then(() => this.backend.proposals(this.id)).catch(() => []);
  }

  takeProposal(section: string): Promise<boolean> {
    return this.#step(() => this.backend.takeProposal(this.id, section), (view) => this.items.arrive(view));
  }

  giveBackProposal(section: string): Promise<boolean> {
    return this.#step(() => this.backend.giveBackProposal(this.id, section), (view) => this.items.arrive(view));
  }

  /** Back to the form that the draft was brought from, as it was. */
  leaveEdition(): Promise<boolean> {
    return this.#step(() => this.backend.leaveEdition(this.id));
  }

  /** On to the whole declaration, with every answer that is here. */
  declare(): Promise<boolean> {
    return this.#step(() => this.backend.declare(this.id));
  }

  /** Everything typed is in the vault; false, and `problem`, if it cannot be. */
  settle(): Promise<boolean> {
    return this.#step(() => Promise.resolve(this.view));
  }

  /** The same view again, in the words of another language or with another state. */
  async refresh(): Promise<void> {
    await this.#queue.then(async () => this.#show(await this.backend.openDeclaration(this.id))).catch(() => undefined);
  }

  async #step(call: () => Promise<Filling>, then: (view: Filling) => void = () => undefined): Promise<boolean> {
    this.problem = null;
    try {
      const before = this.view.page.id;
      const view = await this.#queue.thenSaved(call);
      press.release();
      then(view);
      this.view = view;
      if (view.page.id !== before) {
        this.listed = false;
        this.items.arrive(view);
      }
      return true;
    } catch (thrown) {
      this.problem = asProblem(thrown);
      return false;
    }
  }

  #saved(pointer: string, value: unknown, view: Filling): void {
    this.#failing.delete(pointer);
    this.#tell();
    press.after(() => {
      if (this.#unsaved.get(pointer) === value) this.#unsaved.delete(pointer);
      if (view.cleaned) this.#cleaned.set(pointer, view.cleaned.what);
      else this.#cleaned.delete(pointer);
      this.items.appeared(this.view.page, view.page);
      this.view = view;
    });
  }

  #show(view: Filling): void {
    press.after(() => (this.view = view));
  }

  #forget(under: string): void {
    this.#queue.forget(under);
    for (const pointer of [...this.#cleaned.keys()].filter((one) => one.startsWith(`${under}/`))) this.#cleaned.delete(pointer);
    for (const pointer of [...this.#failing.keys()].filter((one) => one.startsWith(`${under}/`))) {
      this.#unsaved.delete(pointer);
      this.#failing.delete(pointer);
    }
    this.#tell();
  }

  /** The window must know whether it may close. */
  #tell(): void {
    if (this.#failing.size > 0) unsaved.add(this);
    else unsaved.delete(this);
  }
}
