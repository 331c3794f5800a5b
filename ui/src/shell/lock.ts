import type { Backend } from '../backend/backend';
import type { Resume, ResumeField } from '../backend/types';
import { router } from '../router/router.svelte';
import { textsIn } from './texts';
import { unsaved } from './unsaved';

/** Whoever shows something that can be typed into: brings it into the vault, and says whether it is there. */
export const savers = new Set<() => Promise<boolean>>();

/** Saves, then locks: the program is replaced and this page with it. False if something could not be saved: then nothing is
    locked, since locking would lose it. What was typed beside the form's questions is kept with where the owner is. */
export async function lock(backend: Backend): Promise<boolean> {
  const resume = whereNow();
  if (!(await saved())) return false;
  await backend.lock(resume);
  return true;
}

/** Saves what is being typed; false where something could not be saved. */
export async function saved(): Promise<boolean> {
  for (const save of [...savers]) if (!(await save())) return false;
  return unsaved.size === 0;
}

/** The screen, whose it is, the field that has the cursor, and what was typed that no question holds. */
export function whereNow(): Resume {
  const route = router.route;
  return { screen: route.screen, declaration: 'id' in route ? route.id : null, field: fieldNow(), texts: textsIn(document.body) };
}

/** The input of a question that had the focus last: a press on the button that locks takes it away from there. */
let last: HTMLInputElement | null = null;

document.addEventListener('focusin', ({ target }) => {
  if (!(target instanceof HTMLElement) || target.closest('[data-action="lock"]')) return;
  last = target instanceof HTMLInputElement && target.closest('[data-question]') ? target : null;
});

function fieldNow(): ResumeField | null {
  const input = last?.isConnected ? last : null;
  const box = input?.closest<HTMLElement>('[data-question]');
  if (!input || !box?.dataset.question) return null;
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
