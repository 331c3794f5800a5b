import type { Field } from './field';

/** What the keys say. */
export type Mode = 'latin' | 'accents' | 'symbols' | 'digits' | 'pinyin' | 'strokes';

const row = (keys: string) => keys.split(' ');

/** Rows of what each key types; `⌫` and `⇧` are what they look like. */
export const ROWS: Record<Mode, string[][]> = {
  latin: [row('1 2 3 4 5 6 7 8 9 0 ⌫'), row('q w e r t y u i o p'), row("a s d f g h j k l '"), row('⇧ z x c v b n m , . -')],
  accents: [row('à á â ä ã å æ ç č ć ⌫'), row('è é ê ë ě ę ì í î ï'), row('ñ ń ò ó ô ö õ ø œ ő'), row('⇧ ù ú û ü ý ß š ž ł đ')],
  symbols: [row('@ . - _ / : ; + = # ⌫'), row('! ? " \' ( ) & % * ,'), row('< > [ ] { } \\ | ~ ^'), row('€ $ £ ¥ § ° № · ` ¿')],
  digits: [row('1 2 3 ⌫'), row('4 5 6 .'), row('7 8 9 :'), row('+ 0 / -')],
  pinyin: [row('q w e r t y u i o p ⌫'), row('a s d f g h j k l'), row('z x c v b n m')],
  strokes: [row('1 2 3 4 5 ⌫')],
};

/** The strokes as they are written, by their numbers. */
export const STROKES: Record<string, string> = { 1: '一', 2: '丨', 3: '丿', 4: '丶', 5: '乛' };

/** Controls in which a speaker of Chinese writes Chinese. */
const HAN = new Set(['han-name', 'person-name', 'address', 'text']);
/** Controls whose answers are in capitals, as they are printed. */
const CAPITALS = new Set(['latin-name', 'document-number', 'resident-id', 'flight', 'seat', 'service-number']);
const DIGITS = new Set(['numeric', 'decimal', 'tel']);

const controlOf = (field: Field) => field.closest<HTMLElement>('[data-control]')?.dataset.control ?? '';

/** The keys that a field begins with. */
export function modeFor(field: Field, language: string): Mode {
  if (DIGITS.has(field.inputMode) || controlOf(field) === 'time') return 'digits';
  if (field.lang.startsWith('zh')) return 'pinyin';
  // Places are found by Latin letters too, pinyin among them.
  const writesHan = language.startsWith('zh') && HAN.has(controlOf(field));
  return writesHan ? 'pinyin' : 'latin';
}

export const beginsInCapitals = (field: Field) => CAPITALS.has(controlOf(field));
