import { t } from '../../messages/index.svelte';
import type { BusReport } from '../types';

/** What an escort has said, in words. `listed`: how many are on the list; a bus that left with others than those hurries. */
export function wordsOf(report: Pick<BusReport, 'what' | 'number'> & { hurries?: boolean }, listed: number): string {
  const number = report.number ?? 0;
  if (report.what === 'departed' && report.hurries !== false && number !== listed) return t('desk-bus-said-departed-without', { number, listed });
  return t(`desk-bus-said-${report.what}` as 'desk-bus-said-headcount', { number });
}
