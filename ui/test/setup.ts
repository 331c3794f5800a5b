import { beforeEach } from 'vitest';

import { speak } from '../src/messages/index.svelte';

// What jsdom leaves out because it draws nothing.
Element.prototype.scrollIntoView ??= () => {};

beforeEach(() => speak('en'));
