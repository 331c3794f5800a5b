import { describe, expect, test } from 'vitest';

import { editionsOf, withEditionTexts } from '../backend/edition-texts';
import type { EditionChange, Filling, OldAnswer } from '../backend/types';
import { inEdition, said, speakEdition } from '../messages/index.svelte';
import { fillIn, page } from '../../test/fill';
import { Memory } from '../../test/memory';

const newer = { number: 2, issued: '2026-11-20', taken_until: '2026-12-31', over: false };

const old = (pointer: string, words: string, why: string): OldAnswer => ({
  edition: 1, pointer, text: 'q-contact-wechat', item: null, words: [words], texts: [], control: 'text', why,
});

/** A draft of edition 1, and what edition 2 would change for it. */
class Changing extends Memory {
  taken = false;

  override async openDeclaration(): Promise<Filling> {
    return this.#as(await super.openDeclaration());
  }

  override async editionChange(): Promise<EditionChange> {
    return {
      id: 'd1', from: 1, to: 2, newer, look_back: { from: 14, to: 7 },
      added: [{ text: 'q-exposure-gathering', group: null, required: true }],
      dropped: [old('/contact/wechat', 'lin_wx', 'not-asked')],
      changed: [{ text: 'q-about-surname', group: null, differs: ['words', 'options'], answered: true }],
      aside: [old('/about/surname', 'LIN', 'does-not-fit')],
      found: [], settled: [], policy: true,
    };
  }

  override async takeEdition(_: string, edition: number): Promise<Filling> {
    this.calls.push(`takeEdition ${edition}`);
    this.taken = true;
    return this.openDeclaration();
  }

  override async leaveEdition(): Promise<Filling> {
    this.taken = false;
    return this.openDeclaration();
  }

  #as(view: Filling): Filling {
    if (!this.taken) return { ...view, newer };
    const sections = view.page.sections.map((section) => ({
      ...section,
      questions: section.questions.map((question) => ({ ...question, earlier: old(question.pointer, 'LIN', 'does-not-fit') })),
    }));
    return { ...view, edition: 1, came_from: 1, set_aside: [old('/contact/wechat', 'lin_wx', 'not-asked')], page: { ...view.page, sections } };
  }
}

const pages = [page('about', { pointer: '/about/surname', control: 'latin-name' })];

const changing = () => fillIn(pages, undefined, new Changing(pages));

describe('a draft whose form changed', () => {
  test('is left alone until its owner has seen what changed and says so', async () => {
    const person = await changing();
    await person.until(() => person.maybe('[data-part="newer-edition"]'));
    expect(person.query('[data-part="newer-edition"]').textContent, 'until when the old form is taken').toContain('31 December 2026');
    await person.user.click(person.query('[data-action="see-changes"]'));
    await person.until(() => person.maybe('[data-screen="edition"] [data-part="aside"]'));
    const text = () => person.query('[data-screen="edition"]').textContent;
    expect(text(), 'the answer that has to be given again').toContain('LIN');
    expect(text(), 'the answer that nobody asks for any more').toContain('lin_wx');
    expect(text(), 'in what a question differs').toContain('other words, other answers to choose from');
    expect(text(), 'the look-back window').toMatch(/about the \W*7\W* days/);
    await person.user.click(person.query('[data-action="later"]'));
    await person.until(() => person.maybe('[data-page="about"]'));
    expect(person.backend.calls.filter((call) => call.startsWith('takeEdition')), '"later" changes nothing').toEqual([]);
  });

  test('keeps what no longer fits beside its question, and what is no longer asked below', async () => {
    const person = await changing();
    await person.until(() => person.maybe('[data-action="see-changes"]'));
    await person.user.click(person.query('[data-action="see-changes"]'));
    await person.until(() => person.maybe('[data-action="take-edition"]'));
    await person.user.click(person.query('[data-action="take-edition"]'));
    await person.until(() => person.maybe('[data-earlier="/about/surname"]'));
    expect(person.backend.calls, 'the edition that was shown is the one taken').toContain('takeEdition 2');
    expect(person.query('[data-question="/about/surname"]').textContent, 'the old answer stands in the question').toContain('LIN');
    expect(person.query('[data-part="set-aside"]').textContent, 'the other is not lost').toContain('lin_wx');
    await person.user.click(person.query('[data-action="leave-edition"]'));
    await person.until(() => person.maybe('[data-part="newer-edition"]'));
    expect(person.maybe('[data-earlier]'), 'back on the form before').toBeNull();
    expect(document.activeElement, 'and at its title').toBe(person.query('h1'));
  });
});

describe('the words of an edition', () => {
  test('are here before an answer that is said in them is shown', async () => {
    const memory = new Memory(pages);
    memory.editionTexts = async (...given: unknown[]) => `q-about-surname = Words of ${given.join(' in ')}`;
    memory.openDeclaration = async () => ({ ...(await new Memory(pages).newDeclaration()), edition: 7 });
    const view = await withEditionTexts(memory).openDeclaration('d1');
    expect(view.edition, 'the answer comes through as it is').toBe(7);
    expect(inEdition(7, 'q-about-surname'), 'its words with it').toBe('Words of 7 in en');
    expect(inEdition(7, 'q-about-born'), 'what it does not say itself is said as before').toBe(said('q-about-born'));
    speakEdition(7);
    expect(said('q-about-surname'), 'and on the screen').toBe('Words of 7 in en');
    speakEdition(1);
    expect(said('q-about-surname'), 'another draft speaks its own').not.toContain('Words of');
  });

  test('that an answer needs are found wherever it names an edition', () => {
    expect(editionsOf({ from: 1, to: 2 }), 'a comparison needs both').toEqual([1, 2]);
    expect(editionsOf({ code: { edition: 3 } }), 'a code its own').toEqual([3]);
    expect(editionsOf({ edition: 2, set_aside: [{ edition: 1 }] }), 'old answers theirs').toEqual([2, 1]);
    const items = [{ questions: [{ earlier: { edition: 4 } }] }];
    expect(editionsOf({ edition: 5, page: { sections: [{ questions: [{ items }] }] } }), 'in an item too').toEqual([5, 4]);
    expect(editionsOf(null), 'nothing needs nothing').toEqual([]);
  });
});
