import type { Finding, GroupItem, Page, Question } from '../../backend/types';

/** A finding together with what it stands at. */
export interface PlacedFinding {
  finding: Finding;
  question: Question;
  group?: Question;
  item?: GroupItem;
}

/** Every question of a page, those inside items with their group. */
export function* everyQuestion(page: Page): Generator<Omit<PlacedFinding, 'finding'>> {
  for (const section of page.sections) {
    for (const question of section.questions) {
      yield { question };
      for (const item of question.items) {
        for (const inner of item.questions) yield { question: inner, group: question, item };
      }
    }
  }
}

export function questionAt(page: Page, pointer: string): Question | undefined {
  for (const { question } of everyQuestion(page)) {
    if (question.pointer === pointer) return question;
  }
  return undefined;
}

/** Whether anything is answered here, in an item too. */
export function isAnswered(question: Question): boolean {
  const { value, items } = question;
  return (value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)) || items.some((item) => item.questions.some(isAnswered));
}

/** All that may be said on a page, in its order. */
export function findingsOf(page: Page): PlacedFinding[] {
  return [...everyQuestion(page)].flatMap((place) => place.question.findings.map((finding) => ({ ...place, finding })));
}

/** What names a finding on its page. */
export function nameOf({ finding, question }: PlacedFinding): string {
  return `${finding.rule} ${question.pointer}`;
}

export function blocks(placed: PlacedFinding): boolean {
  return placed.finding.level === 'blocking';
}
