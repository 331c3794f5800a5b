import { inLanguage } from '../../messages/index.svelte';

/** What a member is asked to consent to: the organisation's own words, or Guitu's in both languages. */
export function consentWords(own: string | undefined): string {
  return own?.trim() || [inLanguage('zh-CN', 'chamber-wording'), inLanguage('en', 'chamber-wording')].join('\n\n');
}
