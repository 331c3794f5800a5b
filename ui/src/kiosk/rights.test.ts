import { expect, test } from 'vitest';

import rights from '../../../src-tauri/capabilities/kiosk.json';

/** Every file of the window, as it is written. */
const files = import.meta.glob<string>('../**/*.{svelte,ts}', { query: '?raw', import: 'default', eager: true });

/** Where a relative import of a file leads. */
function led(from: string, to: string): string | undefined {
  const parts = from.split('/').slice(0, -1);
  for (const part of to.split('/')) {
    if (part === '..') parts.push('..');
    else if (part !== '.') parts.push(part);
  }
  const path: string[] = [];
  for (const part of parts) {
    if (part === '..' && path.length > 0 && path.at(-1) !== '..') path.pop();
    else path.push(part);
  }
  const name = path.join('/').replace(/^(?!\.)/, './');
  return [name, `${name}.ts`, `${name}.svelte.ts`].find((one) => one in files);
}

/** All that a kiosk's screens are made of. */
function reached(): string[] {
  const found = new Set(['./KioskScreen.svelte', './Kiosk.svelte']);
  for (const file of found) {
    for (const [, to = ''] of (files[file] ?? '').matchAll(/from '(\.[^']+)'/g)) {
      const next = led(file, to);
      if (next && !next.endsWith('.test.ts')) found.add(next);
    }
  }
  return [...found];
}

/** Asked for by buttons that no kiosk shows. */
const NOT_SHOWN = new Set(['declare_for_companion']);

test('a kiosk has the right to everything that its screens ask for', () => {
  const commands = new Map([...(files['../backend/tauri.ts'] ?? '').matchAll(/(\w+): \([^)]*\) => invoke\('(\w+)'/g)].map(([, name, command]) => [name, command]));
  const given = new Set(rights.permissions.map((one) => one.replace(/^allow-/, '').replaceAll('-', '_')));
  const asked = reached().filter((file) => !file.startsWith('../backend')).flatMap((file) => [...(files[file] ?? '').matchAll(/backend\.(\w+)\(/g)].map(([, name = '']) => commands.get(name)));
  const known = [...new Set(asked.filter((command) => command !== undefined))];
  expect(known.length, 'the search finds them').toBeGreaterThan(20);
  expect(known.filter((command) => !given.has(command) && !NOT_SHOWN.has(command))).toEqual([]);
});
