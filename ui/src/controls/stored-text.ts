/** A stored answer as text: whatever is there is shown, even what no control would have written. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Text as it is stored: as typed, and nothing when nothing is left. */
export function stored(typed: string): string | null {
  return typed === '' ? null : typed;
}

/** Full-width letters and digits of a Chinese or Japanese keyboard as plain ones. */
export function plainWidth(typed: string): string {
  return typed.replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ');
}
