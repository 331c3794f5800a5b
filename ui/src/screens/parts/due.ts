import { civilDate } from '../../messages/dates';
import { t } from '../../messages/index.svelte';
import { CHINA, type Place, told } from '../../messages/told';

interface Step { step: string; due: string | null; day: string | null; late: boolean }

/** Whether a desk is named. At a port of which no number is known there may be none: whoever reads of it looks for it. */
export const isNamed = (desk: { kind: string; phone?: string | null }): boolean => desk.phone != null || desk.kind !== 'port';

/** What its traveller does; every other step is an office's. */
const OWN = 'another-flight';

/**
 * Until when a step is due, in the hour of the place where it is done. An office's time is not the traveller's: they are told whom to call
 * if it passes. `null` where nothing is due.
 */
export function dueOf({ step, due, day, late }: Step, zone: Place | null, has: { number: boolean; line: boolean }): string | null {
  if (due === null) return null;
  const at = day === null ? told(due, step === OWN ? zone : CHINA) : civilDate(day);
  const whom = has.number ? 'number' : has.line ? 'line' : 'nobody';
  if (late) return t(`way-late-${whom}`, { at });
  if (step === OWN) return t('way-due-own', { at });
  return t(`way-due-${whom}`, { at });
}
