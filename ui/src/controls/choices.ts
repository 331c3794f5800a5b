import type { Choice, Question } from '../backend/types';

/** The choice that excludes the rest, where the rulebook names one. */
export function exclusiveOf(question: Question): string | null {
  return question.exclusive;
}

/**
 * What is chosen after `value` was ticked or unticked, in the order of the list. Ticking the exclusive choice takes
 * the ticks off the others, and the other way round; values that are not on the list stay, for they were answers once.
 */
export function toggled(choices: Choice[], chosen: unknown[], value: unknown, exclusive: string | null): unknown[] | null {
  const ticked = !chosen.includes(value);
  const stays = (other: unknown) => !ticked || exclusive === null || (value === exclusive ? false : other !== exclusive);
  const next = new Set(chosen.filter((other) => other !== value && stays(other)));
  if (ticked) next.add(value);
  const listed = choices.map((choice) => choice.value as unknown);
  const ordered = [...listed.filter((one) => next.has(one)), ...[...next].filter((one) => !listed.includes(one))];
  return ordered.length === 0 ? null : ordered;
}
