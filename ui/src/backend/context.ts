import { createContext } from 'svelte';

import type { Backend } from './backend';

/** `useBackend()` in a screen's script; `App` provides it. */
export const [useBackend, provideBackend] = createContext<Backend>();
