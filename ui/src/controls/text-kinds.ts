/** How a control that is one line of text looks. What is made of what is typed is for the form engine to say. */
export interface TextKind {
  inputmode: 'text' | 'tel' | 'email' | 'decimal' | 'numeric';
  width: 'short' | 'middle' | 'long';
  mono?: boolean;
  /** Chinese text wants the Han shapes of Chinese, whatever the language of the screen. */
  lang?: string;
}

export const TEXT_KINDS: Record<string, TextKind> = {
  text: { inputmode: 'text', width: 'long' },
  'han-name': { inputmode: 'text', width: 'middle', lang: 'zh-CN' },
  'latin-name': { inputmode: 'text', width: 'long' },
  'person-name': { inputmode: 'text', width: 'long' },
  address: { inputmode: 'text', width: 'long' },
  phone: { inputmode: 'tel', width: 'middle' },
  email: { inputmode: 'email', width: 'long' },
  account: { inputmode: 'text', width: 'middle' },
  flight: { inputmode: 'text', width: 'short', mono: true },
  seat: { inputmode: 'text', width: 'short', mono: true },
  'service-number': { inputmode: 'text', width: 'middle', mono: true },
  'document-number': { inputmode: 'text', width: 'middle', mono: true },
  'resident-id': { inputmode: 'text', width: 'middle', mono: true },
  number: { inputmode: 'decimal', width: 'short' },
  time: { inputmode: 'text', width: 'short' },
};
