import type { Backend } from '../backend/backend';
import type { Resume, ResumeField } from '../backend/types';
import { router } from '../router/router.svelte';
import { unsaved } from './unsaved';

/** Whoever shows something that can be typed into: brings it into the vault, and says whether it is there. */
export const savers = new Set<() => Promise<boolean>>();

/** Saves, then locks: the program is replaced and this page with it. False if something could not be saved: then nothing is
    locked, since locking would lose it. */
export async function lock(backend: Backend): Promise<boolean> {
  const resume = whereNow();
  for (const save of [...savers]) if (!(await save())) return false;
  if (unsaved.size > 0) return false;
  await backend.lock(resume);
  return true;
}

/** The screen, whose it is, and the field that has the cursor. */
export function whereNow(): Resume {
  const route = router.route;
  return { screen: route.screen, declaration: 'id' in route ? route.id : null, field: fieldNow() };
}

function fieldNow(): ResumeField | null {
  const input = document.activeElement;
  const box = input?.closest<HTMLElement>('[data-question]');
  if (!(input instanceof HTMLInputElement) || !box?.dataset.question) return null;
  const { selectionStart, selectionEnd } = input;
  return { pointer: box.dataset.question, input: inputsOf(box).indexOf(input), start: selectionStart ?? 0, end: selectionEnd ?? 0 };
}

/** Puts the cursor back where it was; false while the question is not drawn. */
export function putCursor(root: HTMLElement, field: ResumeField): boolean {
  const box = [...root.querySelectorAll<HTMLElement>('[data-question]')].find((one) => one.dataset.question === field.pointer);
  const input = box && inputsOf(box)[field.input];
  if (!input) return false;
  input.focus({ preventScroll: true });
  // Only a field for text has a cursor.
  if (input.selectionStart !== null) input.setSelectionRange(field.start, field.end);
  box.scrollIntoView({ block: 'nearest' });
  return true;
}

const inputsOf = (box: HTMLElement) => [...box.querySelectorAll('input')];
