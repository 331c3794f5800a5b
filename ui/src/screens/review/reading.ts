// What the review says of findings and answers, in the order in which it is read.
import type { Finding, ReadBack, Review, ReviewPage } from '../../backend/types';

/** Pages with findings of one level only, in the order of the form; a page without any is not named. */
export function ofLevel(pages: ReviewPage[], level: Finding['level']): ReviewPage[] {
  return kept(pages, (it) => it.finding.level === level);
}

/** What was answered and cannot stay so, apart from what was not answered yet: nothing of that is to be put right. */
export function wrongOnes(pages: ReviewPage[]): ReviewPage[] {
  return kept(pages, (it) => it.finding.rule !== 'required');
}

export function missingOnes(pages: ReviewPage[]): ReviewPage[] {
  return kept(pages, (it) => it.finding.rule === 'required');
}

function kept(pages: ReviewPage[], keeps: (it: ReviewPage['findings'][number]) => boolean): ReviewPage[] {
  return pages.map((page) => ({ ...page, findings: page.findings.filter(keeps) })).filter((page) => page.findings.length > 0);
}

export function count(pages: ReviewPage[]): number {
  return pages.reduce((sum, page) => sum + page.findings.length, 0);
}

export interface PageOfAnswers {
  page: string;
  answers: ReadBack[];
}

/** Answers to read back, each page named once, in the order of the form. */
export function byPage(review: Pick<Review, 'pages' | 'read_back'>): PageOfAnswers[] {
  const known = review.pages.map((page) => page.id);
  const others = review.read_back.map((it) => it.page).filter((page) => !known.includes(page));
  return [...new Set([...known, ...others])]
    .map((page) => ({ page, answers: review.read_back.filter((it) => it.page === page) }))
    .filter(({ answers }) => answers.length > 0);
}

/** Answers in rows: those of one item of a group together, any other by itself. */
export function byItem(answers: ReadBack[]): [ReadBack, ...ReadBack[]][] {
  const rows: [ReadBack, ...ReadBack[]][] = [];
  for (const answer of answers) {
    const row = rows.at(-1);
    const same = row && answer.item !== null && row[0].item === answer.item && groupOf(row[0].pointer) === groupOf(answer.pointer);
    if (same) row.push(answer);
    else rows.push([answer]);
  }
  return rows;
}

/** The message of the group that a pointer leads into: `/legs/0/from` is asked in `q-legs`. */
export function groupOf(pointer: string): string {
  const parts = pointer.split('/').slice(1);
  const item = parts.findIndex((part) => /^\d+$/.test(part));
  return `q-${parts.slice(0, item < 0 ? parts.length : item).join('-').replaceAll('_', '-')}`;
}

const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** An answer as words: chosen options by their messages, a date with its month as a word. */
export function wordsOf(
  answer: Pick<ReadBack, 'words' | 'texts'>,
  say: (id: string) => string,
  inWords: (date: string) => string,
): string[] {
  const typed = answer.words.map((word) => (CIVIL_DATE.test(word) ? inWords(word) : word));
  return [...answer.texts.map(say), ...typed].filter((word) => word.trim() !== '');
}
