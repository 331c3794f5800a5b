// What the page of a personal link is answered: `crates/platform/src/personal_link` says the same in Rust.
import type { Section } from '../../backend/types';
import type { Key } from '../types';

export interface LinkPage { id: string; sections: Section[]; missing: number; blocking: number }

export interface Link {
  organisation: string;
  volunteer: string;
  /** What is agreed to, in the organisation's words; none: in Guitu's. */
  wording: string | null;
  until: string;
  edition: number;
  sample: boolean;
  /** A guardian answers. */
  minor: boolean;
  answered_at: string | null;
  /** Sent along with the next change: the platform keeps nothing before all is sent. */
  answers: unknown;
  pages: LinkPage[];
  complete: boolean;
}

export type Change =
  | { change: 'set'; pointer: string; value: unknown }
  | { change: 'add'; group: string }
  | { change: 'remove'; group: string; index: number }
  | { change: 'insert'; group: string; index: number; item: unknown };

/** What a phone holds of a link until its answers are sent. */
export interface Held { key: Key; answers: unknown; left: string[]; page: number; organisation: string }
