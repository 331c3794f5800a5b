// What the desk's addresses answer: `crates/platform/src/http/desk` and `crates/platform/src/desk` say the same in Rust.
import type { Colour } from '../backend/types';

export type Role = 'port-officer' | 'county-contact' | 'health-officer' | 'hotline' | 'platform-officer' | 'auditor';

/** A city with its counties. */
export interface City extends Place { counties: Place[] }

export interface Me {
  account: string;
  name: string;
  role: Role;
  ports: Place[];
  places: Place[];
  ends_at: string;
  idle_minutes: number;
}

export interface Device { id: string; device: string; began_at: string; seen_at: string; is_this: boolean }

export type Stage = 'intends' | 'declared' | 'boarded' | 'landed' | 'handed-over' | 'received';
export type Step =
  | 'arrival' | 'another-flight' | 'meeting' | 'sampling' | 'result' | 'sending-on' | 'refusal' | 'handing-over' | 'looking-after' | 'reception'
  | 'observation' | 'observations-end' | 'follow-up';

/** A code with its names. */
export interface Place { code: string; zh: string; en: string }

/** A flight of a day at a port, or a day in a township. */
export interface Group {
  day: string | null;
  port: Place | null;
  flight: string | null;
  county: Place | null;
  township: Place | null;
  people: number;
  intend: number;
  /** Without a declaration. */
  taken_in: number;
  boarded: number;
  landed: number;
  handed_over: number;
  received: number;
  missing: number;
  late: number;
  green: number;
  yellow: number;
  orange: number;
  closed: boolean;
}

/** The first page: what is overdue, and for a county what is due today and tomorrow. */
export interface Groups { today: string; groups: Group[]; late: Person[]; late_more: boolean; due: Person[]; due_more: boolean }

export interface Code { colour: Colour; reasons: string[]; valid_until: string | null; sample: boolean }

export interface Person {
  declaration: string;
  reference: string;
  revision: number;
  edition: number | null;
  name: string;
  document: string;
  code: Code | null;
  intends: boolean;
  /** An officer has taken them in, and they have not declared. */
  taken_in: boolean;
  withdrawn: boolean;
  stage: Stage;
  stage_by_officer: boolean;
  step: Step | null;
  due: string | null;
  late: boolean;
  day: string | null;
  port: Place | null;
  flight: string | null;
  seat: string | null;
  county: Place | null;
  /** The county that was asked to take over, and has not answered. */
  asked: Place | null;
  township: Place | null;
  party: number;
  needs: string[];
  /** Something was said before, and is not any more. */
  retracted: boolean;
  /** Another declaration, with a worse code, may be theirs. */
  may_be: boolean;
}

export interface Said { question: string; purpose: string; values: { text: string | null; place: Place | null; typed: string | null }[] }

/** Said before, and no longer: `since` is the day of which it was, `on` the day on which the revision came. */
/** A code that an earlier revision had, worse than the one that is shown. */
export interface WorseBefore { colour: Colour; reasons: string[]; on: string; elsewhere: boolean }
/** Another declaration that may be of the same person. */
export interface MayBe { reference: string; colour: Colour }
export interface RetractedAnswer extends Said { since: string; revision: number; on: string; elsewhere: boolean }

export interface Happened { id: string; at: string; what: string; by: string; detail: string | null; stands: 'counts' | 'waits' | 'not-confirmed' | 'taken-back'; own: boolean }

export interface Noted { at: string; category: string; by: string; due: string | null; urgent: boolean; seen: string | null }

export interface Case { person: Person; answers: Said[]; retracted: RetractedAnswer[]; worse: WorseBefore[]; may_be: MayBe[]; events: Happened[]; notes: Noted[]; actions: string[]; longest_observation: number; observed_until: string }

/** One of a list of counts; none where it is withheld. */
export interface Counted extends Place { people: number | null; parts?: Counted[] }

/** The counts of a month; a list is none where it cannot be shown. */
export interface Counts {
  month: string;
  months: string[];
  /** Fewer than these are withheld. */
  fewest: number | null;
  people: number | null;
  days: Counted[] | null;
  ports: Counted[] | null;
  cities: Counted[] | null;
  colours: Counted[] | null;
  stages: Counted[] | null;
}

/** What of a month is looked at by whoever looks after the platform. */
export interface SelfCheck {
  month: string;
  months: string[];
  fewest: number;
  codes: { edition: number; rule: string; reason: string | null; colour: Colour | null; number: number | null }[] | null;
  counted: { what: string; number: number }[];
  looks: { role: string; looks: number; idle: number }[];
}

/** A note that waits for somebody to see to it. */
export interface Waiting {
  declaration: string;
  note: string;
  reference: string;
  category: string;
  at: string;
  due: string | null;
  late: boolean;
  /** How often it has gone up. */
  up: number;
  desk: string;
  opens: boolean;
  own: boolean;
  /** The officer may see to it, or has. */
  sees: boolean;
  mine: boolean;
  seen: { at: string; by: string } | null;
}

export interface Turn { turn: string; name: string; role: string; place: number; begins: string; ends: string }

export interface Duty {
  now: string;
  urgent: Waiting[];
  open: Waiting[];
  on_duty: Turn[];
  turns: Turn[];
  shifts: { id: string; at: string; by: string; cases: number; own: boolean; taken: { at: string; by: string } | null }[];
  buses: OnTheWay[];
  accounts: { id: string; name: string; role: string }[];
}

/** What of the platform works, and since when that is so. */
export interface Working { now: string; parts: { part: string; works: boolean; since: string }[] }

/** What an escort has said. */
export interface BusReport { at: string; what: string; number: number | null; hurries: boolean; seen: boolean }

export interface CountyAboard extends Place { people: number }

/** A bus from a port. */
export interface Bus {
  id: string;
  port: Place;
  plate: string;
  driver: string;
  escort: string;
  phone: string;
  made_at: string;
  until: string;
  departed_at: string | null;
  escorted: boolean;
  people: number;
  colours: Record<string, number>;
  counties: CountyAboard[];
  reports: BusReport[];
  aboard: Person[];
}

/** The same as its escort sees it. */
export interface EscortedBus { plate: string; until: string; people: number; counties: CountyAboard[]; reports: BusReport[] }

/** What an escort has said that hurries. */
export interface OnTheWay { bus: string; report: string; plate: string; port: string; what: string; number: number | null; at: string; up: number; listed: number; seen: { at: string; by: string } | null }

/** Who was near a case. */
export interface Contacts { rows: number; contacts: { person: Person; why: string[]; told: boolean }[]; elsewhere: number; untold: number }

/** What waits for an answer. */
export interface Asked {
  declaration: string;
  event: string;
  kind: 'review' | 'help' | 'misuse' | 'second';
  reference: string;
  person: Person | null;
  at: string;
  due: string;
  late: boolean;
  reason: string | null;
  text: string | null;
  /** What a colleague has said that needs a second one. */
  said: { what: string; by: string; result: 'negative' | 'positive' | null; day: string | null } | null;
}

export interface Account { id: string; name: string; role: Role; scope: string; made_at: string; revoked_at: string | null }

export interface Entry { at: string; by: string; role: string; event: string; subject: string }
