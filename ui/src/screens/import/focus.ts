/** Where the keyboard is in the preview: what was changed may go, and the next cell is worked on then. */
export interface PlaceOfFocus {
  element: Element | null;
  /** The how-manieth cell that something is said of; none elsewhere. */
  cell: number;
}

const cells = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-part="cell"]')];

export function placeOfFocus(): PlaceOfFocus {
  const element = document.activeElement;
  const own = element?.closest('[data-cell]')?.querySelector<HTMLElement>('[data-part="cell"]');
  return { element, cell: own ? cells().indexOf(own) : -1 };
}

/** Back to where the keyboard was, or to what has taken its place. Nothing where it is somewhere already. */
export function comeBack(from: PlaceOfFocus): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  const left = cells();
  const next =
    (from.element instanceof HTMLElement && from.element.isConnected ? from.element : undefined) ??
    (from.cell >= 0 ? left[Math.min(from.cell, left.length - 1)] : undefined) ??
    document.querySelector<HTMLElement>('[data-part="question"] button, [data-part="preview"] h2');
  next?.focus();
}
