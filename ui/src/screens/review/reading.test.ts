import { describe, expect, it } from 'vitest';
import type { PageSummary, ReadBack, ReviewPage } from '../../backend/types';
import { byItem, byPage, count, groupOf, ofLevel, wordsOf } from './reading';

const finding = (pointer: string, level: 'blocking' | 'warning') => ({
  text: 'q-legs-from',
  item: 1,
  finding: { pointer, rule: 'leg-gap', level, arguments: {} },
});
const answer = (page: string, changes: Partial<ReadBack> = {}): ReadBack => ({
  page,
  pointer: `/${page}/x`,
  text: 'q-x',
  item: null,
  words: [],
  texts: [],
  control: 'text',
  ...changes,
});
const page = (id: string): PageSummary => ({
  id,
  status: 'done',
  progress: { required: 1, missing: 0, blocking: 0, warnings: 0 },
});

describe('what the review says', () => {
  const pages: ReviewPage[] = [
    { page: 'journey', findings: [finding('/legs/0/from', 'blocking'), finding('/legs/1/from', 'warning')] },
    { page: 'stays', findings: [finding('/stays/0', 'warning')] },
  ];

  it('what blocks and what warns are told apart, and no page is named for nothing', () => {
    expect(ofLevel(pages, 'blocking').map((it) => it.page)).toEqual(['journey']);
    expect(count(ofLevel(pages, 'blocking'))).toBe(1);
    expect(count(ofLevel(pages, 'warning')), 'over both pages').toBe(2);
  });

  it('every finding keeps the pointer of its question, which is where it leads', () => {
    const leads = ofLevel(pages, 'warning').flatMap((it) => it.findings.map((found) => found.finding.pointer));
    expect(leads).toEqual(['/legs/1/from', '/stays/0']);
  });

  it('answers are read back in the order of the form, whatever order they come in', () => {
    const review = { pages: [page('journey'), page('contact'), page('health')], read_back: [answer('health'), answer('journey'), answer('health')] };
    expect(byPage(review).map((it) => [it.page, it.answers.length])).toEqual([['journey', 1], ['health', 2]]);
  });

  it('an answer of a page that the list does not know is still read back', () => {
    const review = { pages: [page('journey')], read_back: [answer('later'), answer('journey')] };
    expect(byPage(review).map((it) => it.page), 'what decides is never left out').toEqual(['journey', 'later']);
  });

  it('an item is read in one row, whatever it was asked', () => {
    const of = (pointer: string, item: number | null) => answer('journey', { pointer, item });
    const rows = byItem([of('/legs/0/from', 1), of('/legs/0/to', 1), of('/legs/1/from', 2), of('/contact/phone', null), of('/stays/0/country', 1)]);
    expect(rows.map((row) => row.map((it) => it.pointer))).toEqual([['/legs/0/from', '/legs/0/to'], ['/legs/1/from'], ['/contact/phone'], ['/stays/0/country']]);
  });

  it('an answer inside a group is named with its group', () => {
    expect(groupOf('/legs/0/from')).toBe('q-legs');
    expect(groupOf('/some_group/12/inner_list/3'), 'the outermost group has the number').toBe('q-some-group');
    expect(groupOf('/legs'), 'the group itself').toBe('q-legs');
  });

  it('options are said by their message, dates with the month as a word, the rest as typed', () => {
    const say = (id: string) => `<${id}>`;
    const inWords = (date: string) => `(${date})`;
    const said = (changes: Partial<ReadBack>) => wordsOf(answer('health', changes), say, inWords);
    expect(said({ texts: ['o-health-symptoms-fever', 'common-yes'] })).toEqual(['<o-health-symptoms-fever>', '<common-yes>']);
    expect(said({ words: ['2026-12-14'] })).toEqual(['(2026-12-14)']);
    expect(said({ words: ['LH728', '37.2'] })).toEqual(['LH728', '37.2']);
    expect(said({ words: [' '] }), 'a blank is no answer').toEqual([]);
  });
});
