import type { Stage } from '../../backend/types';
import { maybe, t } from '../../messages/index.svelte';

interface Code { colour: 'green' | 'yellow' | 'orange'; reasons: string[] }

/** The words that a code's reasons have under a name, each once. */
export const ofReasons = ({ reasons }: Code, attribute: string): string[] =>
  [...new Set(reasons.map((reason) => maybe(`reason-${reason}.${attribute}`)))].filter((words) => words !== undefined);

/**
 * What to do next, by where its traveller stands. Who may be ill calls first, wherever they are; whoever has landed reads nothing of the
 * airport where they boarded; whom no known line serves is told to call none; whoever did not travel as declared nothing of travelling as planned.
 */
export function nextOf(code: Code, { landed, missed, line, stage }: { landed: boolean; missed: boolean; line: boolean; stage: Stage | null }): string[] {
  const calls = ofReasons(code, 'call-first').length > 0;
  const own = calls && !line ? [t(landed ? 'code-first-landed-no-line' : 'code-first-no-line')] : ofReasons(code, landed ? 'landed' : 'call-first');
  if (missed) return [...own, t('step-another-flight')];
  // With the county nothing is shown to a port any more.
  if (own.length === 0 && (stage === 'handed-over' || stage === 'received')) return [t(`code-next-${stage}`)];
  return own.length > 0 ? own : [t(landed ? `code-next-landed-${code.colour}` : `code-next-${code.colour}`)];
}
