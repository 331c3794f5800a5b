import type { Problem } from './types';

/** What a rejected call carries. Anything else that was thrown is said as `internal`, without its text. */
export function asProblem(thrown: unknown): Problem {
  if (isProblem(thrown)) return { code: thrown.code, arguments: thrown.arguments ?? {} };
  return { code: 'internal', arguments: {} };
}

function isProblem(thrown: unknown): thrown is Problem {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string';
}
