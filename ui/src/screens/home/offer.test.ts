import { describe, expect, it } from 'vitest';
import { ROME } from '../../../test/place-times';
import type { Card } from '../../backend/types';
import { offer } from './offer';

const card = (changes: Partial<Card>): Card => ({
  id: '0193c000-0000-7000-8000-000000000001',
  reference: '8PKW5-XJF7K',
  revision: 1,
  kind: 'declaration',
  may_confirm: false, after_landing: false, missed: false, journey_page: null, ended: null,
  name: '林晓燕',
  route: 'FRA → PVG',
  departs_on: '2026-12-14', by_air: true, stays: false,
  state: 'not-sent',
  correcting: false,
  withdrawn: false,
  progress: { required: 40, missing: 3, blocking: 0, warnings: 0 },
  stage: null,
  colour: null,
  ends_early: null,
  next: 'continue',
  newer: null,
  problem: null,
  stopped: false,
  zone: null, opens: null, handed_over: null, rival: null,
  updated_at: '2026-12-01T09:00:00Z',
  ...changes,
});
const problem = (code: string) => ({ code, arguments: {} });

describe('what a card offers', () => {
  it('leads whoever missed the flight to the journey, and whoever has no valid code to a new one', () => {
    const received = card({ state: 'received', next: 'show-code', may_confirm: true, stage: 'declared' });
    const missed = offer({ ...received, missed: true });
    expect(missed.first).toBe('change-journey');
    expect(missed.others, 'nothing of the old journey is confirmed').not.toContain('confirm');
    const opened = offer({ ...received, missed: true, correcting: true, next: 'review' });
    expect(opened.first, 'a correction that was opened and left still has the journey that was missed').toBe('change-journey');
    expect(opened.others, 'which is not sent a second time').not.toContain('review');
    expect(offer({ ...received, ended: '2026-12-20T00:00:00Z' }).first, 'a code that has ended lets nobody pass').toBe('confirm');
  });

  it('shows the code of what somebody else goes on with', () => {
    const away = card({ state: 'received', next: 'nothing', correcting: true, handed_over: { receiver: 'Mother', at: '2026-12-01T09:00:00Z' } });
    expect(offer(away)).toEqual({ first: 'show-code', others: ['take-back', 'delete'] });
  });

  it('a draft is gone on with, copied or deleted, and nothing that needs the platform', () => {
    expect(offer(card({}))).toEqual({ first: 'open', others: ['copy', 'carry', 'delete'] });
  });

  it('a complete draft is reviewed first and can still be opened', () => {
    expect(offer(card({ next: 'review' }))).toEqual({ first: 'review', others: ['open', 'copy', 'carry', 'delete'] });
  });

  it('what is on its way is never offered for deletion', () => {
    const offered = offer(card({ state: 'waiting', next: 'wait' }));
    expect(offered.first).toBe('send-now');
    expect(offered.others, 'a sealed declaration may already be at the platform').toEqual(['correct', 'copy', 'carry', 'save-sealed', 'withdraw']);
  });

  it('a connection that fails is tried again; a refusal for good is corrected', () => {
    const passing = (code: string) => offer(card({ state: 'waiting', next: 'wait', problem: problem(code) })).first;
    expect(passing('platform-unreachable'), 'the same bytes may pass later').toBe('send-now');
    expect(passing('captive-portal'), 'a hotel’s page is no refusal').toBe('send-now');
    expect(passing('refusal-unsigned'), 'nor is what somebody between says').toBe('send-now');
    const refused = card({ state: 'waiting', next: 'fix', stopped: true, problem: problem('declaration-incomplete') });
    expect(offer(refused).first, 'the same bytes would be refused again').toBe('correct');
  });

  it('before its window opens it cannot be sent, but corrected and withdrawn', () => {
    const early = card({ state: 'waiting', next: 'wait', opens: '2026-11-30T16:00:00Z' });
    expect(offer(early), 'the day is counted from dates that may be wrong').toEqual({ first: 'correct', others: ['copy', 'carry', 'save-sealed', 'withdraw'] });
    expect(offer({ ...early, withdrawn: true }).first, 'a button that does nothing is not offered').toBeNull();
  });

  it('a refused withdrawal cannot be corrected, only sent again', () => {
    const refused = card({ state: 'waiting', next: 'fix', stopped: true, withdrawn: true, problem: problem('revision-token-wrong') });
    expect(offer(refused)).toEqual({ first: 'send-now', others: ['save-sealed'] });
  });

  it('a received declaration shows its code and can be corrected or withdrawn', () => {
    const received = card({ state: 'received', next: 'show-code', colour: 'green' });
    expect(offer(received)).toEqual({ first: 'show-code', others: ['correct', 'copy', 'carry', 'withdraw'] });
  });

  it('an intention that was received turns into the declaration, once there is a ticket', () => {
    const intention = card({ state: 'received', kind: 'intention', next: 'declare', route: null });
    expect(offer(intention), 'there is no code to show').toEqual({ first: 'declare', others: ['correct', 'copy', 'carry', 'withdraw'] });
    const draft = card({ kind: 'intention' });
    expect(offer(draft), 'a ticket may come before it is sent').toEqual({ first: 'open', others: ['declare', 'copy', 'carry', 'delete'] });
  });

  it('what was received can be confirmed, and that comes first once the code ends before boarding', () => {
    const received = card({ state: 'received', next: 'show-code', colour: 'green', may_confirm: true });
    expect(offer(received).others).toEqual(['confirm', 'correct', 'copy', 'carry', 'withdraw']);
    const early = { boards_at: '2026-12-14T09:00:00Z', confirm_from: '2026-12-07T09:00:00Z', due: true, timed: true, zone: ROME };
    expect(offer({ ...received, ends_early: early }).first).toBe('confirm');
    expect(offer({ ...received, ends_early: { ...early, due: false } }).first, 'not before it helps').toBe('show-code');
  });

  it('after landing asks what could wait, beside the code that is shown at the port', () => {
    const landed = card({ state: 'received', next: 'show-code', colour: 'green', after_landing: true });
    expect(offer(landed)).toMatchObject({ first: 'show-code', second: 'after-landing' });
    expect(offer(landed).others, 'and not twice').not.toContain('after-landing');
  });

  it('while a correction is written, the code sent before stays in reach', () => {
    const correcting = card({ state: 'received', correcting: true, revision: 2, next: 'continue' });
    expect(offer(correcting)).toEqual({ first: 'open', others: ['show-code', 'copy', 'carry', 'withdraw', 'delete'] });
  });

  it('what was handed over is shown, taken back or deleted, and nothing else', () => {
    const away = card({ state: 'received', next: 'nothing', correcting: true, handed_over: { receiver: 'Mei', at: '2026-12-01T09:00:00Z' } });
    expect(offer(away)).toEqual({ first: 'show-code', others: [ 'take-back', 'delete'] });
  });

  it('what waits for a platform that this app has no more is let go of, and nothing else', () => {
    const former = card({ state: 'waiting', next: 'wait', problem: problem('declaration-former-platform') });
    expect(offer(former)).toEqual({ first: 'delete', others: [] });
  });

  it('a withdrawn declaration is only cleared away, once the platform knows', () => {
    expect(offer(card({ state: 'received', withdrawn: true, next: 'nothing' }))).toEqual({ first: null, others: ['delete'] });
    expect(offer(card({ state: 'waiting', withdrawn: true, next: 'wait' }))).toEqual({ first: 'send-now', others: ['save-sealed'] });
  });
});
