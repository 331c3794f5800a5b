import { describe, expect, it } from 'vitest';
import type { CodeScreen } from '../../backend/types';
import { faceOf, secondLanguage, type Verified } from './face';

const now = Date.parse('2026-12-14T03:00:00Z');

const green: Verified = {
  kind: 'verified',
  colour: 'green',
  rule: 'green-otherwise',
  reasons: ['window-passed'],
  revision: 1,
  edition: 1,
  list: 3,
  list_issued: '2026-11-20',
  issued_at: '2026-12-14T00:00:00Z',
  valid_until: '2026-12-15T00:00:00Z',
  zone: 'Asia/Shanghai', ends_early: null,
  expired: false,
  name: 'LIN XIAOYAN',
  document_tail: '4821',
  flight: 'LH728', departs_on: null,
  payload: 'GT1:ABC',
  qr: { size: 21, path: 'M0 0h1v1h-1z' },
  correction: 'correct-answers', sample: false,
};

const screen = (changes: Partial<CodeScreen>): CodeScreen => ({
  id: '0193c000-0000-7000-8000-000000000001',
  reference: '8PKW5-XJF7K',
  revision: 1,
  may_confirm: false, after_landing: false, journey_page: null, landed: false, crossing: null, with_member: null, han_name: null, writes: false, correcting: false,
  way: null, review: null, may_ask_review: false, looks: [], slip: null,
  state: 'received',
  withdrawn: false,
  stage: null,
  code: green,
  explanation: null,
  messages: [],
  elsewhere: false,
  zone: null, line: true, opens: null,
  as_of: null,
  ...changes,
});

describe('what the code screen shows', () => {
  it('a verified code that still holds is shown', () => {
    expect(faceOf(screen({}), now).face).toBe('valid');
  });

  it('a code that ran out while the screen was open is not shown as valid', () => {
    const after = Date.parse('2026-12-15T00:00:00Z');
    expect(faceOf(screen({}), after).face, 'the flag was read before midnight').toBe('expired');
  });

  it('a code that the app calls expired is never shown as valid, whatever this clock says', () => {
    expect(faceOf(screen({ code: { ...green, expired: true } }), now).face).toBe('expired');
  });

  it('a withdrawn declaration has no code, though one was verified', () => {
    expect(faceOf(screen({ withdrawn: true }), now).face).toBe('withdrawn');
  });

  it('an answer that did not verify is said, and not shown as a code', () => {
    const problem = { code: 'code-tampered', arguments: {} };
    expect(faceOf(screen({ code: { kind: 'refused', problem } }), now)).toEqual({ face: 'refused', problem });
  });

  it('without a code the state says what is missing', () => {
    for (const state of ['not-sent', 'waiting', 'received'] as const) {
      expect(faceOf(screen({ code: { kind: 'none' }, state }), now)).toEqual({ face: state });
    }
  });

  it('the word is said in the traveller’s language and in another that a checker reads', () => {
    expect(secondLanguage('zh-CN')).toBe('en');
    expect(secondLanguage('en')).toBe('zh-CN');
    expect(secondLanguage('it'), 'an Italian speaker shows the code in Hangzhou').toBe('zh-CN');
  });
});
