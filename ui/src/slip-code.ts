/** As a reference is written (`platform-api/src/reference.rs`): ten symbols, none of which is taken for another, the last one a check. */
const ALPHABET = '23456789ACEFHJKMNPRTWXY';

const agrees = (half: string) => [...half].reduce((sum, sign, at) => sum + ALPHABET.indexOf(sign) * (at + 1), 0) % ALPHABET.length === 0;

/** A slip's code, however it was typed: two such halves. Null where it is none, or was mistyped. */
export function slipCode(text: string): string | null {
  const signs = text.toUpperCase().replaceAll(/[\s‐–-]/g, '');
  const isOne = signs.length === 20 && [...signs].every((sign) => ALPHABET.includes(sign)) && agrees(signs.slice(0, 10)) && agrees(signs.slice(10));
  return isOne ? signs : null;
}

/** What a scanner reads of a slip's QR code, or the code that somebody types. */
export const isSlip = (text: string): boolean => slipCode(text) !== null || /^[\w-]{64}$/.test(text.trim().split('#').at(-1) ?? '');
