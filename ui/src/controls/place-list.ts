import type { Choice } from '../backend/types';

/** The active row after a key, out of `count`; the list goes round. */
export function moved(active: number, key: string, count: number): number {
  if (count === 0) return -1;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key === 'ArrowDown') return (active + 1) % count;
  return active <= 0 ? count - 1 : active - 1;
}

/** The row whose name, second line or code was typed in full, if there is just one such row. */
export function chosenByName(rows: Choice[], typed: string, name: (row: Choice) => string): Choice | undefined {
  const wanted = typed.trim().toLocaleLowerCase();
  if (wanted === '') return undefined;
  const same = rows.filter((row) => [name(row), String(row.value)].some((one) => one.toLocaleLowerCase() === wanted));
  return same.length === 1 ? same[0] : undefined;
}
