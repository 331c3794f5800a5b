import { expect, test } from 'vitest';
import { WORDS } from '../../me/words';

const SOURCES = new Map(Object.entries(import.meta.glob<string>('/src/**/*.{ts,svelte}', { query: '?raw', import: 'default', eager: true })));
const TEXTS = import.meta.glob<string>('../../../locales/en/{me,app,chamber,desk,errors}.ftl', { query: '?raw', import: 'default', eager: true });

/** The page's own files, and what they bring along. */
function filesFrom(path: string, seen = new Set<string>()): Set<string> {
  const source = SOURCES.get(path);
  if (source === undefined || seen.has(path)) return seen;
  seen.add(path);
  for (const [, from] of source.matchAll(/^\s*import (?!type )[^;]*?from '(\.[^']+)'/gm)) {
    const base = new URL(from as string, `file://${path}`).pathname;
    filesFrom(SOURCES.has(base) ? base : `${base}.ts`, seen);
  }
  return seen;
}
const withoutComments = (source: string) => source.replaceAll(/\/\*.*?\*\/|<!--.*?-->|^\s*\/\/.*$/gms, '');

test('what the page says is among the words that it brings', () => {
  const known = new Set(Object.values(TEXTS).flatMap((text) => [...text.matchAll(/^([a-z][\w-]*) =/gm)].map(([, id]) => id as string)));
  const files = [...filesFrom('/src/me/main.ts')].filter((path) => !path.endsWith('/ids.ts'));
  const quoted = files.flatMap((path) => [...withoutComments(SOURCES.get(path) ?? '').matchAll(/['"`]([a-z]+(?:-[a-z0-9]+)+)['"`]/g)].map(([, id]) => id as string));
  const said = quoted.filter((id) => known.has(id));
  expect(said.length, 'they are found').toBeGreaterThan(40);
  expect([...new Set(said)].filter((id) => !WORDS.some((words) => words.test(`${id} = `)))).toEqual([]);
});
