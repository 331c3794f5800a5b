/* What a keyboard on the screen does to a field: the same events as a key of a real one leaves behind, so that a control cannot tell. */

export type Field = HTMLInputElement | HTMLTextAreaElement;

const TYPED = new Set(['text', 'password', 'email', 'tel', 'search', 'url']);

/** The field, where it is one that is typed into. */
export function fieldOf(target: EventTarget | null): Field | null {
  if (target instanceof HTMLTextAreaElement) return target.readOnly || target.disabled ? null : target;
  if (!(target instanceof HTMLInputElement) || !TYPED.has(target.type)) return null;
  return target.readOnly || target.disabled ? null : target;
}

/** Puts text where the cursor is. What is longer than the field takes is not typed, as with a real keyboard. */
export function type(field: Field, text: string): void {
  const [from, to] = [field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length];
  if (field.maxLength >= 0 && field.value.length - (to - from) + text.length > field.maxLength) return;
  field.setRangeText(text, from, to, 'end');
  tell(field, 'insertText', text);
}

/** Takes away what is selected, or the character before the cursor. */
export function erase(field: Field): void {
  const [start, to] = [field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length];
  const last = [...field.value.slice(0, start)].at(-1) ?? '';
  const from = start === to ? start - last.length : start;
  if (from === to) return;
  field.setRangeText('', from, to, 'end');
  tell(field, 'deleteContentBackward', null);
}

/** Enter: a list takes it first, then the form. */
export function enter(field: Field): void {
  const key = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
  if (!field.dispatchEvent(key)) return;
  if (field instanceof HTMLTextAreaElement) type(field, '\n');
  else field.form?.requestSubmit();
}

function tell(field: Field, inputType: string, data: string | null): void {
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType, data }));
}
