/** Where the focus is to go: a question, an item, or the first field of what is there. */
export interface FocusTarget {
  question?: string;
  item?: string;
}

/** Moves the focus to the first field of a target; false if it is not drawn. */
export function focusWithin(root: HTMLElement, target: FocusTarget): boolean {
  const box = target.question !== undefined ? find(root, 'question', target.question)
    : target.item !== undefined ? find(root, 'item', target.item) : root;
  const field = box?.querySelector<HTMLElement>('input:checked') ?? box?.querySelector<HTMLElement>('input') ?? box?.querySelector<HTMLElement>('button');
  if (!box || !field) return false;
  field.focus({ preventScroll: true });
  box.scrollIntoView({ block: 'nearest' });
  return true;
}

function find(root: HTMLElement, name: 'question' | 'item', pointer: string): HTMLElement | undefined {
  return [...root.querySelectorAll<HTMLElement>(`[data-${name}]`)].find((box) => box.dataset[name] === pointer);
}

/** Pointers of the questions around an element, the innermost first. */
export function questionsAround(target: EventTarget | null): HTMLElement[] {
  const around: HTMLElement[] = [];
  let box = target instanceof Element ? target.closest<HTMLElement>('[data-question]') : null;
  while (box) {
    around.push(box);
    box = box.parentElement?.closest<HTMLElement>('[data-question]') ?? null;
  }
  return around;
}
