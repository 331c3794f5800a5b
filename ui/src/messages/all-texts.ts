import { addTexts } from './bundles';

// Every text of the app's window; the web pages have files of their own.
const files = import.meta.glob<string>(
  ['../../../locales/*/*.ftl', '!../../../locales/*/desk.ftl', '!../../../locales/*/me.ftl'],
  { query: '?raw', import: 'default', eager: true },
);
for (const [path, text] of Object.entries(files)) addTexts(path, text);
