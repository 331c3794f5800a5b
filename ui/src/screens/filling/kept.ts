import type { Draft } from './draft.svelte';

/** Drafts with something unsaved, while another screen is shown: they must not go with the screen. */
const kept = new Map<string, Draft>();

/** The draft as it was left, if something of it is still unsaved. */
export function keptDraft(id: string): Draft | undefined {
  const draft = kept.get(id);
  kept.delete(id);
  return draft?.pending === true ? draft : undefined;
}

/** The screen goes: what is saved can be read again, what is not stays here. */
export function keep(draft: Draft): void {
  if (draft.pending) kept.set(draft.id, draft);
}
