import type { Choice, Question } from '../backend/types';

/** What every control is given. It draws an answer and says what was typed; it judges nothing. */
export interface ControlProps {
  question: Question;
  /** The answer as typed last, saved or not. */
  value: unknown;
  /** Id for the input that the label names; other inputs of the control begin with it. */
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
  answer: (value: unknown) => void;
  /** Rows of the question's long list that fit what was typed. */
  search: (query: string) => Promise<Choice[]>;
}

/** For inputs that hold personal data: the engine neither remembers, corrects nor underlines. */
export const PRIVATE = {
  autocomplete: 'off',
  autocapitalize: 'off',
  autocorrect: 'off',
  spellcheck: false,
} as const;
