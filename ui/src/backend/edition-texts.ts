import { addEdition, knowsEdition } from '../messages/bundles';
import type { Backend } from './backend';

/** The same backend; an answer that speaks of an edition arrives when that edition's words are here. */
export function withEditionTexts(backend: Backend): Backend {
  const asked = new Map<number, Promise<void>>();

  async function learn(edition: number): Promise<void> {
    const { languages } = await backend.start();
    addEdition(edition, await Promise.all(languages.map(async (tag): Promise<[string, string]> => [tag, await backend.editionTexts(edition, tag)])));
  }

  /** Once an edition; a call that failed is made again next time. */
  function known(edition: number): Promise<void> {
    const learning = asked.get(edition) ?? learn(edition);
    asked.set(edition, learning);
    learning.catch(() => asked.delete(edition));
    return learning;
  }

  async function ready<Answer>(answer: Promise<Answer>): Promise<Answer> {
    const value = await answer;
    const missing = editionsOf(value).filter((edition) => !knowsEdition(edition));
    await Promise.all(missing.map(known));
    return value;
  }

  return new Proxy(backend, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function' || String(name).startsWith('on')) return member;
      return (...given: unknown[]) => ready(Promise.resolve(Reflect.apply(member, target, given)));
    },
  });
}

/** The editions that an answer is said in: its own, those that it compares, those of answers given before. */
export function editionsOf(value: unknown): number[] {
  if (typeof value !== 'object' || value === null) return [];
  const of = value as { edition?: unknown; from?: unknown; to?: unknown; set_aside?: unknown; page?: unknown; code?: unknown };
  const own = [of.edition, ...(typeof of.to === 'number' ? [of.from, of.to] : [])];
  const before = [...listed(of.set_aside), ...questionsOf(of.page).map((question) => question.earlier)].flatMap(editionsOf);
  return [...new Set([...own.filter((one) => typeof one === 'number'), ...before, ...editionsOf(of.code)])];
}

interface Asked {
  earlier?: unknown;
  items?: unknown;
}

function questionsOf(page: unknown): Asked[] {
  const sections = listed((page as { sections?: unknown } | undefined)?.sections);
  const questions = sections.flatMap((section) => listed((section as { questions?: unknown }).questions)) as Asked[];
  const inner = questions.flatMap((question) => listed(question.items)).flatMap((item) => listed((item as { questions?: unknown }).questions));
  return [...questions, ...(inner as Asked[])];
}

function listed(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
