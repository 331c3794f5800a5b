import type { Draft } from './draft.svelte';

/** Drafts with something unsaved, while another screen is shown: they must not go with the screen. */
const kept = new Map<string, Draft>();

export function keptDraft(id: string): Draft | undefined {
  return kept.get(id);
}

/** The screen goes: what is saved can be read again, what is not stays here. */
export function keep(draft: Draft): void {
  if (draft.pending) kept.set(draft.id, draft);
  else kept.delete(draft.id);
}
