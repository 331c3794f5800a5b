import { expect, test } from 'vitest';

import type { Page, Question } from '../backend/types';
import { spokenTo, stepsOf } from './steps';

const question = (pointer: string) => ({ pointer, findings: [], items: [] }) as unknown as Question;
const page = (...pointers: string[]) => ({ sections: [{ id: 'filling', reads_mrz: false, questions: pointers.map(question) }] }) as unknown as Page;

test('who is helped in person is not asked who helps, and is spoken to all the same', () => {
  const record = ['/filling/by', '/filling/helper_name'];
  const asked = (pages: Page) => stepsOf(pages, record).map((step) => step.question.pointer);
  expect(asked(page('/filling/by', '/filling/helper_name', '/consent/truth'))).toEqual(['/consent/truth']);
  expect(asked(page('/filling/by')), 'a page is never empty').toEqual(['/filling/by']);
  expect(stepsOf(page('/filling/by'), []).length, 'who goes on alone is asked').toBe(1);
  expect(spokenTo('person', record)).toBe('you');
  expect(spokenTo('child', record), 'a child is spoken of by whoever fills in for it').toBe('child');
  expect(spokenTo('person', []), 'who fills in for somebody else is asked about them').toBe('person');
});
