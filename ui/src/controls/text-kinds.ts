import { plainWidth, stored } from './stored-text';

/** How a control that is one line of text looks, and what it makes of what is typed. */
export interface TextKind {
  inputmode: 'text' | 'tel' | 'email' | 'decimal' | 'numeric';
  width: 'short' | 'middle' | 'long';
  mono?: boolean;
  /** Chinese text wants the Han shapes of Chinese, whatever the language of the screen. */
  lang?: string;
  store: (typed: string) => string | number | null;
}

const upright = (typed: string) => stored(plainWidth(typed).toUpperCase());
const plain = (typed: string) => stored(plainWidth(typed));

export const TEXT_KINDS: Record<string, TextKind> = {
  text: { inputmode: 'text', width: 'long', store: stored },
  'han-name': { inputmode: 'text', width: 'middle', lang: 'zh-CN', store: stored },
  'latin-name': { inputmode: 'text', width: 'long', store: stored },
  address: { inputmode: 'text', width: 'long', store: stored },
  phone: { inputmode: 'tel', width: 'middle', store: plain },
  email: { inputmode: 'email', width: 'long', store: plain },
  flight: { inputmode: 'text', width: 'short', mono: true, store: upright },
  'document-number': { inputmode: 'text', width: 'middle', mono: true, store: upright },
  'resident-id': { inputmode: 'text', width: 'middle', mono: true, store: upright },
  number: { inputmode: 'decimal', width: 'short', store: storedNumber },
  time: { inputmode: 'text', width: 'short', store: storedTime },
};

/** A number where it is one, with a point or a comma; otherwise what was typed. */
export function storedNumber(typed: string): string | number | null {
  const text = plainWidth(typed).trim();
  return /^[+-]?\d{1,12}([.,]\d{1,6})?$/.test(text) ? Number(text.replace(',', '.')) : stored(text);
}

/** `HH:MM` where it is a time, typed as 9:05, 9.05, 0905 or with a full-width colon; otherwise what was typed. */
export function storedTime(typed: string): string | null {
  const text = plainWidth(typed).trim();
  const [, hour, minute] = /^(\d{1,2})[:.](\d{2})$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text) ?? [];
  return hour && minute ? `${hour.padStart(2, '0')}:${minute}` : stored(text);
}
