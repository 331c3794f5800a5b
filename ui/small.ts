import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** A page that may have so many bytes of script, in both languages and as the platform sends it: compressed. */
export function small(page: string, most: number): Plugin {
  return {
    name: 'is-small',
    generateBundle(_, bundle) {
      const size = Object.values(bundle).reduce((sum, file) => sum + (file.type === 'chunk' ? gzipSync(file.code).length : 0), 0);
      if (size > most) this.error(`${page} has ${size} bytes of script, and may have ${most}`);
      this.info(`${page} has ${size} bytes of script`);
    },
  };
}
