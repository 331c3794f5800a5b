import type { Problem } from '../../backend/types';
import { maybe } from '../../messages/index.svelte';

const CODES = ['internal', 'vault-io', 'declaration-unknown', 'draft-unknown'];

/** Whether a list that cannot be shown may be that of a damaged file: it names what is not there, or nobody knows what it met. */
export function mayBeDamage(problem: Problem): boolean {
  return CODES.includes(problem.code) || maybe(`err-${problem.code}`) === undefined;
}
