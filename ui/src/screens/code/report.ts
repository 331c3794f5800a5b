/** Leads to where misuse is reported, which is folded away under who has looked. */
export function openReport(): void {
  const looks = document.querySelector<HTMLDetailsElement>('details[data-part="looks"]');
  if (!looks) return;
  looks.open = true;
  const field = looks.querySelector<HTMLElement>('[data-field="misuse"]');
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}
