import type { Resume, ResumeField, ResumeText, Start, TextSize, Theme } from '../backend/types';
import { languages, speak } from '../messages/index.svelte';
import { setHere } from '../messages/told';
import { type Route, router } from '../router/router.svelte';

/** What the window knows of itself: the last `Start`, and how it looks. */
class Session {
  #start = $state.raw<Start | null>(null);
  /** Where the owner was when they locked, until they are there again. */
  #resume: Resume | null = null;

  get start(): Start | null {
    return this.#start;
  }

  get open(): boolean {
    return this.#start?.vault.door === 'open';
  }

  /** Takes an answer of `start`, `setPreferences`, `createVault` or `unlock`, and looks and speaks accordingly. */
  adopt(start: Start): void {
    this.#start = start;
    setHere(start.here);
    this.#resume = start.resume ?? this.#resume;
    speak(start.preferences.language ?? guess(start.languages));
    wear(start.preferences.theme, start.preferences.text_size);
  }

  /** To the first screen that this start allows: language, the vault's door, home. */
  enter(): void {
    const kiosk = this.#start?.kiosk;
    if (kiosk) router.go({ screen: 'kiosk', part: kiosk.ready ? 'front' : 'set-up' });
    else if (this.#start?.preferences.language == null) router.go({ screen: 'welcome' });
    else if (!this.open) router.go({ screen: 'vault' });
    else {
      const way = this.#wayBack();
      // The way back from what is only glanced at leads home, and not to the door that was just opened.
      if (way.screen === 'settings' || way.screen === 'hotline') router.go({ screen: 'home' });
      router.go(way);
    }
  }

  /** The field that had the cursor when this declaration's screen was locked; once. */
  takeField(id: string): ResumeField | null {
    const resume = this.#resume;
    if (resume?.declaration !== id) return null;
    this.#resume = null;
    return resume.field;
  }

  /** What was written beside the form's questions when the screen was locked; once. */
  takeTexts(): ResumeText[] {
    const texts = this.#resume?.texts ?? [];
    this.#resume = this.#resume?.field ? { ...this.#resume, texts: [] } : null; // the field has its own moment
    return texts;
  }

  #wayBack(): Route {
    const { screen, declaration } = this.#resume ?? { screen: 'home', declaration: null };
    if (screen === 'settings' || screen === 'hotline' || screen === 'deleted' || screen === 'take-over' || screen === 'import') return { screen };
    if (screen === 'carry') return { screen, id: declaration };
    if (declaration === null) return { screen: 'home' };
    switch (screen) {
      case 'filling': case 'review': case 'code': case 'mrz': case 'edition': case 'copy': case 'history': return { screen, id: declaration };
      default: return { screen: 'home' };
    }
  }
}

export const session = new Session();

/** The system's language, if we speak it; the person is asked at once anyway. */
function guess(offered: string[]): string {
  const known = offered.length > 0 ? offered : languages();
  const wanted = navigator.languages.map((tag) => tag.toLowerCase().split('-')[0]);
  return known.find((tag) => wanted[0] === tag.toLowerCase().split('-')[0]) ?? known[0] ?? 'en';
}

const systemIsDark = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : undefined;
let theme: Theme = 'system';
systemIsDark?.addEventListener('change', paint);

function wear(wanted: Theme, size: TextSize): void {
  theme = wanted;
  document.documentElement.dataset.textSize = size;
  paint();
}

function paint(): void {
  const dark = theme === 'dark' || (theme === 'system' && systemIsDark?.matches === true);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}
