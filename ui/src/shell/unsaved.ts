import { SvelteSet } from 'svelte/reactivity';

/** Whoever holds something typed that could not be saved. While there is one, the window asks before it closes. */
export const unsaved = new SvelteSet<object>();
