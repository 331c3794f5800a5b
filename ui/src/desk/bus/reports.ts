import { t } from '../../messages/index.svelte';
import type { BusReport } from '../types';

/** What an escort has said, in words. `listed`: how many are on the list; a bus that leaves with others than those leaves somebody behind. */
export function wordsOf(report: Pick<BusReport, 'what' | 'number'>, listed: number): string {
  const number = report.number ?? 0;
  if (report.what === 'departed' && number !== listed) return t('desk-bus-said-departed-without', { number, listed });
  return t(`desk-bus-said-${report.what}` as 'desk-bus-said-headcount', { number });
}
