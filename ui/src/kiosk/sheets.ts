import type { ClaimSlip, CodeScreen, Directory, EndsEarly, SlipFound } from '../backend/types';
import type { Verified } from '../screens/code/face';
import { whereToRenew } from '../screens/code/early';
import { SPARED } from '../screens/code/spared';
import { civilDate } from '../messages/dates';
import { inEdition, inLanguage, maybeInEdition, said, t } from '../messages/index.svelte';
import { clocks, type Place, told } from '../messages/told';
import type { Piece } from './paper';

/** On the sheet the official language stands too: whoever is shown it may read only that. */
const both = (id: string) => [...new Set([said(id), inLanguage('zh-CN', id)])].join(' · ');

/** The lines that serve whoever the sheet is for, and the edition whose words name them. */
type Lines = Pick<Directory, 'edition' | 'hotlines'>;

/** Whom to call stands at the foot of every sheet, where there is somebody. */
function numbers(lines: Lines | null): Piece[] {
  if (!lines || lines.hotlines.length === 0) return [];
  const line = (one: Lines['hotlines'][number]): Piece => ({ kind: 'small', text: `${one.number}  ${inEdition(lines.edition, one.text)}` });
  return [{ kind: 'line' }, { kind: 'strong', text: t('kiosk-paper-call') }, ...lines.hotlines.map(line)];
}

/** Enough to tell two slips in a tray apart, and no name for whoever finds one. */
const initials = (name: string) => name.split(/\s+/).filter(Boolean).map((word) => `${[...word][0]}.`).join(' ');

/** The claim slip. Whose it is stands at its top. */
export function slipSheet(slip: ClaimSlip, directory: Lines | null, sample: boolean): Piece[] {
  const next = ['kiosk-paper-next-1', 'kiosk-paper-next-2', 'kiosk-paper-next-3', 'kiosk-paper-next-4'] as const;
  return [
    { kind: 'title', text: both('kiosk-paper-slip') },
    ...(slip.name ? [{ kind: 'strong', text: `${t('kiosk-paper-of')}: ${initials(slip.name)}` } as const] : []),
    { kind: 'text', text: both('kiosk-paper-reference') },
    { kind: 'mono', text: slip.reference },
    { kind: 'qr', qr: slip.qr },
    { kind: 'small', text: both('kiosk-paper-claim') },
    { kind: 'mono', text: slip.claim },
    { kind: 'strong', text: t('kiosk-paper-next') },
    ...next.map((id): Piece => ({ kind: 'text', text: `– ${t(id)}` })),
    { kind: 'small', text: t('kiosk-paper-lost') },
    ...numbers(directory),
    ...(sample ? SAMPLE() : []),
  ];
}

/** What a code says on paper, wherever it came from. */
export interface PrintedCode {
  colour: Verified['colour'];
  reference: string;
  name: string;
  document_tail: string;
  flight: string | null;
  departs_on: string | null;
  ends_early: EndsEarly | null;
  valid_until: string;
  /** Of the place where the traveller is. */
  here: Place | null;
  edition: number;
  /** Ids of their words. */
  reasons: string[];
  sample: boolean;
  /** A line that is known there serves the traveller. */
  line: boolean;
  qr: Verified['qr'];
}

export const ofVerified = (code: Verified, { reference, zone, line }: CodeScreen): PrintedCode => ({ ...code, line, reasons: code.reasons.map((reason) => `reason-${reason}`), reference, here: zone });
export const ofSlip = (code: Extract<SlipFound, { kind: 'code' }>): PrintedCode => ({ ...code, here: code.zone });

export function codeSheet(code: PrintedCode, directory: Lines | null): Piece[] {
  const journey = [code.flight, code.departs_on && civilDate(code.departs_on)].filter(Boolean).join(' ');
  const calls = [...new Set(code.reasons.map((reason) => maybeInEdition(code.edition, `${reason}.call-first`)))].filter((words) => words !== undefined);
  const first = calls.length > 0 && !code.line ? [t('code-first-no-line')] : calls;
  const early = code.ends_early;
  return [
    ...(code.sample ? SAMPLE() : []),
    { kind: 'title', text: both('kiosk-paper-code') },
    { kind: 'strong', text: code.name },
    { kind: 'colour', colour: code.colour, text: both(`code-${code.colour}`) },
    { kind: 'qr', qr: code.qr },
    { kind: 'text', text: `${t('kiosk-paper-document')}: ${code.document_tail}${journey ? `   ${t(code.flight ? 'kiosk-paper-flight' : 'code-day')}: ${journey}` : ''}` },
    { kind: 'strong', text: t('kiosk-paper-valid') },
    ...clocks(code.valid_until, code.here).map((zone): Piece => ({ kind: 'text', text: told(code.valid_until, zone) })),
    ...(early ? [{ kind: 'strong', text: t('code-ends-early') } as const, { kind: 'text', text: whereToRenew(early, code.here) } as const] : []),
    { kind: 'text', text: `${t('kiosk-paper-reference')}: ${code.reference}` },
    { kind: 'strong', text: t(first.length > 0 ? 'kiosk-paper-first' : 'kiosk-paper-next') },
    ...(first.length > 0 ? first : [t(`code-next-${code.colour}`)]).map((text): Piece => ({ kind: 'text', text })),
    { kind: 'strong', text: t('kiosk-paper-reasons') },
    ...code.reasons.map((reason): Piece => ({ kind: 'text', text: `– ${inEdition(code.edition, reason)}` })),
    { kind: 'small', text: t('code-no-quarantine') },
    { kind: 'strong', text: t('code-need-not') },
    ...SPARED[code.colour].map((one): Piece => ({ kind: 'text', text: `– ${t(one)}` })),
    { kind: 'small', text: t(code.line ? 'code-need-not-complain' : 'code-need-not-complain-paper') },
    ...(code.line ? numbers(directory) : []),
  ];
}

export const testSheet = (): Piece[] => [
  { kind: 'title', text: both('kiosk-paper-test') },
  { kind: 'text', text: both('kiosk-paper-test-lead') },
];

const SAMPLE = (): Piece[] => [{ kind: 'small', text: both('sample-strip') }];
