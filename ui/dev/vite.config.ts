import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// The screens on an in-memory backend, to look at in a browser: `npm run dev`, or `npx vite build --config dev/vite.config.ts`.
export default defineConfig({
  root: 'dev',
  base: './',
  plugins: [svelte({ configFile: '../svelte.config.js' })],
  build: { outDir: '../node_modules/.dev-page', emptyOutDir: true, target: 'safari17' },
  server: { fs: { allow: ['../..'] } },
});
