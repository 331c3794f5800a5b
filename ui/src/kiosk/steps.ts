import type { Finding, Page, Question, Who } from '../backend/types';

/** A question that has a page of its own, and the section that it stands in. */
export interface Step {
  section: string;
  question: Question;
  /** A document can be scanned here instead of typing it. */
  scans: boolean;
}

/** A page of the form, question by question, but for those that are answered already. */
export function stepsOf(page: Page, answered: string[] = []): Step[] {
  const all = page.sections.flatMap(({ id, questions, reads_mrz }) => questions.map((question, at) => ({ section: id, question, scans: reads_mrz && at === 0 })));
  const asked = all.filter(({ question }) => !answered.includes(question.pointer));
  return asked.length > 0 ? asked : all;
}

/** To whom the screen speaks: who is helped in person stands before it all the same. */
export const spokenTo = (who: Who, answered: string[]): Who => (who === 'person' && answered.length > 0 ? 'you' : who);

/** Where a question, or one inside an item, is asked; the first where it is not. */
export function placeOf(steps: Step[], pointer: string): number {
  const at = steps.findIndex(({ question }) => pointer === question.pointer || pointer.startsWith(`${question.pointer}/`));
  return Math.max(0, at);
}

/** What is said at a question, in its items too. */
function findingsAt(question: Question): Finding[] {
  return [...question.findings, ...question.items.flatMap((item) => item.questions.flatMap(findingsAt))];
}

export const namesAt = (question: Question): string[] => findingsAt(question).map((finding) => `${finding.rule} ${finding.pointer}`);

export const blocksAt = (question: Question): boolean => findingsAt(question).some((finding) => finding.level === 'blocking');
