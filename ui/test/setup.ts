import '../src/messages/all-texts';

import { beforeEach } from 'vitest';

import { speak } from '../src/messages/index.svelte';
import { router } from '../src/router/router.svelte';

// What jsdom leaves out because it draws nothing.
Element.prototype.scrollIntoView ??= () => {};
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) { this.open = true; };
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.open = false;
  this.dispatchEvent(new Event('close'));
};

beforeEach(() => {
  speak('en');
  router.go({ screen: 'welcome' });
});
