import type { ResumeText } from '../backend/types';

/** What people write beside the form's questions: a word to the officers, the lines of a passport, who receives a case and how. Each such field
    bears its name in `data-kept`; one for a secret never does, nor one that stands beside one of many people: after a lock another
    may be open. */
const FIELDS = 'textarea[data-kept], input[data-kept]:not([type="radio"]), input[type="radio"][data-kept]:checked';

type Field = HTMLTextAreaElement | HTMLInputElement;

const fieldsIn = (root: ParentNode) => [...root.querySelectorAll<Field>(FIELDS)];

/** What stands in those fields now. */
export function textsIn(root: ParentNode): ResumeText[] {
  return fieldsIn(root).flatMap(({ dataset, value }) => (dataset.kept && value !== '' ? [{ name: dataset.kept, text: value }] : []));
}

/** Puts texts back as soon as their fields are drawn, each once, and never over something newer. Returns how to stop. */
export function putTexts(root: HTMLElement, texts: ResumeText[]): () => void {
  const left = new Map(texts.map(({ name, text }) => [name, text]));
  const put = () => {
    for (const radio of root.querySelectorAll<HTMLInputElement>('input[type="radio"][data-kept]')) {
      if (left.get(radio.dataset.kept ?? '') !== radio.value) continue;
      left.delete(radio.dataset.kept ?? '');
      if (!radio.checked) radio.click();
    }
    for (const field of fieldsIn(root)) {
      const text = left.get(field.dataset.kept ?? '');
      if (text === undefined) continue;
      left.delete(field.dataset.kept ?? '');
      if (field.value !== '') continue;
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    if (left.size === 0) watching.disconnect();
  };
  const watching = new MutationObserver(put);
  watching.observe(root, { childList: true, subtree: true });
  put();
  return () => watching.disconnect();
}
