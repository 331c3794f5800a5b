// What the page's addresses answer: `crates/platform/src/phone` says the same in Rust.
import type { Colour, QrDrawing, Stage } from '../backend/types';
import type { Early } from '../screens/code/early';

/** A code with its names. */
export interface Place { code: string; zh: string; en: string }

/** What opens a declaration here: id and token of a QR code, or the code of a slip that was typed. */
export interface Key { declaration: string; token: string; born: string; claim?: string }

/** What the platform says of a declaration that it has refused. */
export interface RefusedView { reference: string; refused: string }

export type Says =
  | { says: 'boarded' | 'landed' | 'missed-flight' | 'takes-back' }
  | { says: 'review'; reason: string; text?: string }
  | { says: 'misuse'; text?: string };

export interface Review { asked_at: string; reason: string; due: string; answered_at?: string | null; granted: boolean; answer?: string | null }

export interface View {
  status: {
    as_of: string;
    revision: number;
    withdrawn: boolean;
    stage: Stage;
    next?: { step: string; due?: string | null; day?: string | null; late: boolean } | null;
    review?: Review | null;
    looks?: { at: string; by: string; purposes: string[] }[];
    messages: { code: string; arguments: Record<string, string | number>; at: string }[];
  };
  reference: string;
  edition: number | null;
  code: {
    colour: Colour;
    reasons: string[];
    correction: string;
    issued_at: string;
    valid_until: string;
    name: string;
    document_tail: string;
    flight: string | null;
    departs_on: string | null;
    ends_early: Early | null;
    /** A line that is known there serves the traveller. */
    line: boolean;
    sample: boolean;
    qr: QrDrawing;
  } | null;
  stages: { stage: Stage; reached: boolean; current: boolean; at: string | null; day_only: boolean; by: string | null; place: Place | null }[];
  /** By the declared journey the traveller has arrived, and nobody has seen them yet. */
  has_arrived: boolean;
  /** The traveller cannot telephone. */
  writes: boolean;
  desk: { kind: 'port' | 'county' | 'province'; name: Place | null; phone: string | null } | null;
  /** The name in Chinese characters; none where none was declared. */
  han_name: string | null;
  offers: Says[];
  may_ask_review: boolean;
  /** IANA zone of the place where the traveller is; none where no journey says one. */
  zone: string | null;
  hotlines: { id: string; number: string }[];
}

/** How the stages are called: as airlines do only where the code names a flight. */
export const wayOf = (view: View): 'air' | 'other' => (view.code?.flight ? 'air' : 'other');
