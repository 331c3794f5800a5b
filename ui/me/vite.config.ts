import { readFileSync } from 'node:fs';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

import { small } from '../small.ts';
import { WORDS } from './words.ts';

/** Of each file of texts only the messages that this page may say: a phone on a ship's network loads no text of a vault. */
const onlyItsWords: Plugin = {
  name: 'only-its-words',
  enforce: 'pre',
  load(id) {
    const [path = '', query] = id.split('?');
    if (query !== 'raw' || !path.endsWith('.ftl')) return null;
    const messages = readFileSync(path, 'utf8').split(/\n(?=[a-z#])/);
    const kept = messages.filter((message) => WORDS.some((word) => word.test(message)));
    return `export default ${JSON.stringify(kept.join('\n'))}`;
  },
};

// The traveller's small page; `crates/platform/build.rs` puts it into the platform.
export default defineConfig({
  root: 'me',
  base: '/me/',
  plugins: [onlyItsWords, svelte({ configFile: '../svelte.config.js' }), small('/me/', 80_000)],
  build: {
    outDir: '../dist-pages/me',
    emptyOutDir: true,
    target: ['safari16', 'chrome111'],
    // An inlined image would be a data: address, which the page's policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { fs: { allow: ['../..'] } },
});
