import { beforeEach } from 'vitest';

import { speak } from '../src/messages/index.svelte';
import { router } from '../src/router/router.svelte';

// What jsdom leaves out because it draws nothing.
Element.prototype.scrollIntoView ??= () => {};

beforeEach(() => {
  speak('en');
  router.go({ screen: 'welcome' });
});
