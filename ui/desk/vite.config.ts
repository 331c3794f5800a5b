import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

import { small } from '../small.ts';

// The officers' page; `crates/platform/build.rs` puts it into the platform.
export default defineConfig({
  root: 'desk',
  base: '/desk/',
  plugins: [svelte({ configFile: '../svelte.config.js' }), small('/desk/', 250_000)],
  build: {
    outDir: '../dist-pages/desk',
    emptyOutDir: true,
    target: ['safari16', 'chrome111'],
    // An inlined image would be a data: address, which the page's policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { fs: { allow: ['../..'] } },
});
