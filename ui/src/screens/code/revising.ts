import type { Backend } from '../../backend/backend';
import type { Filling } from '../../backend/types';
import { router } from '../../router/router.svelte';
import type { Doing } from '../parts/asking.svelte';

/** The next revision of what was sent, begun from the code's screen. */
export function revising(backend: Backend, doing: Doing, id: () => string) {
  const open = (view: Filling) => router.go({ screen: 'filling', id: id(), view });
  return {
    open,
    correct: () => void doing.run(() => backend.correct(id()), open),
    confirm: () => void doing.run(() => backend.confirm(id()), open),
    /** A flight was cancelled, a ticket changed: what is corrected most often begins where it is asked for. */
    correctAt: (page: string) => void doing.run(() => backend.correct(id()), () => router.go({ screen: 'filling', id: id(), page })),
  };
}
