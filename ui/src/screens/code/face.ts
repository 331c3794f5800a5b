// What the code screen shows: one face for each thing that can be true.
import type { CodeScreen, CodeState } from '../../backend/types';
import { countdown } from './countdown';

export type Verified = Extract<CodeState, { kind: 'verified' }>;
type Refused = Extract<CodeState, { kind: 'refused' }>;

export type Face =
  | { face: 'valid' | 'expired'; code: Verified }
  | { face: 'refused'; problem: Refused['problem'] }
  | { face: 'with-member'; until: string }
  | { face: 'withdrawn' | 'not-sent' | 'waiting' | 'received' };

/** The clock goes on while the screen is open, so an answer read as valid may have expired since. */
export function faceOf(screen: CodeScreen, now: number): Face {
  if (screen.withdrawn) return { face: 'withdrawn' };
  const code = screen.code;
  switch (code.kind) {
    case 'verified': {
      const expired = code.expired || countdown(code.valid_until, now).over;
      return { face: expired ? 'expired' : 'valid', code };
    }
    case 'refused':
      return { face: 'refused', problem: code.problem };
    case 'none':
      return screen.with_member ? { face: 'with-member', until: screen.with_member } : { face: screen.state };
  }
}

/** The colour's word is said twice: for the traveller, and for the one who checks. */
export function secondLanguage(tag: string): 'en' | 'zh-CN' {
  return tag === 'zh' || tag.startsWith('zh-') ? 'en' : 'zh-CN';
}

/** Modules of white around the code that a scanner needs (ISO/IEC 18004). */
export const QUIET_ZONE = 4;
