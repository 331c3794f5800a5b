import { SvelteSet } from 'svelte/reactivity';

import type { Filling, Page, Question } from '../../backend/types';

/** Which items of repeating groups are open for editing. An item stays as it is until somebody opens or closes it. */
export class OpenItems {
  #open = new SvelteSet<string>();

  isOpen(item: string): boolean {
    return this.#open.has(item);
  }

  open(item: string): void {
    this.#open.add(item);
  }

  close(item: string): void {
    this.#open.delete(item);
  }

  /** A page appears: open is what is empty, what has something to put right, where one was, and the leg that was missed. */
  arrive(view: Filling): void {
    this.#open.clear();
    for (const item of itemsOf(view.page)) {
      const here = view.focus !== null && (view.focus === item.pointer || view.focus.startsWith(`${item.pointer}/`));
      if (item.summary.length === 0 || item.findings > 0 || here || item.pointer === view.missed) this.#open.add(item.pointer);
    }
  }

  /** "Continue" speaks: what has something to put right opens. */
  speak(page: Page): void {
    for (const item of itemsOf(page)) if (item.findings > 0) this.#open.add(item.pointer);
  }

  /** An answer made a group appear: what is empty in it is open, as on a page that one comes to. */
  appeared(before: Page, page: Page): void {
    if (before.id !== page.id) return;
    const known = new Set(itemsOf(before).map((item) => item.pointer));
    for (const item of itemsOf(page)) if (!known.has(item.pointer) && item.summary.length === 0) this.#open.add(item.pointer);
  }

  /** A new item came at the end of a group: it opens. */
  added(view: Filling, group: string): void {
    const last = groupsOf(view.page).find((question) => question.pointer === group)?.items.at(-1);
    if (last) this.#open.add(last.pointer);
  }

  removed(group: string, index: number): void {
    this.#renumber(group, (place) => (place === index ? undefined : place > index ? place - 1 : place));
  }

  inserted(group: string, index: number): void {
    this.#renumber(group, (place) => (place >= index ? place + 1 : place));
  }

  raised(group: string, index: number): void {
    this.#renumber(group, (place) => (place === index ? index - 1 : place === index - 1 ? index : place));
  }

  #renumber(group: string, move: (place: number) => number | undefined): void {
    const inside = [...this.#open].filter((pointer) => pointer.startsWith(`${group}/`));
    for (const pointer of inside) this.#open.delete(pointer);
    for (const pointer of inside) {
      const place = move(Number(pointer.slice(group.length + 1)));
      if (place !== undefined) this.#open.add(`${group}/${place}`);
    }
  }
}

function groupsOf(page: Page): Question[] {
  return page.sections.flatMap((section) => section.questions).filter((question) => question.control === 'group');
}

export function itemsOf(page: Page) {
  return groupsOf(page).flatMap((group) => group.items);
}
