import type { ClaimSlip, Filling, ImportScreen } from '../backend/types';

/** The pages of a kiosk beside the form's. */
export type KioskPart = 'set-up' | 'front' | 'at-hand' | 'taken' | 'slip' | 'staff' | 'help';

/** Where the window is. `view` spares a call when the answer that led there is already at hand. */
export type Route =
  | { screen: 'welcome' }
  | { screen: 'vault' }
  | { screen: 'home' }
  | { screen: 'filling'; id: string; page?: string; pointer?: string | null; view?: Filling }
  | { screen: 'mrz'; id: string; lines?: string }
  | { screen: 'edition'; id: string }
  | { screen: 'review'; id: string }
  | { screen: 'code'; id: string }
  | { screen: 'copy'; id: string; from?: 'code' }
  | { screen: 'history'; id: string }
  | { screen: 'deleted' }
  | { screen: 'carry'; id: string | null; name?: string | null }
  | { screen: 'take-over' }
  | { screen: 'open-slip' }
  | { screen: 'rescue' }
  | { screen: 'import'; view?: ImportScreen }
  | { screen: 'telephone'; id: string }
  | { screen: 'twins' }
  | { screen: 'consent-sheet'; ids: string[]; links?: boolean }
  | { screen: 'asking'; ids: string[] }
  | { screen: 'print-codes'; ids: string[] }
  | { screen: 'kiosk'; part: KioskPart; slip?: ClaimSlip }
  | { screen: 'hotline'; of?: string }
  | { screen: 'settings' };

/** Screens that one glances at and returns from. */
const ASIDE = new Set<Route['screen']>(['hotline', 'settings']);

class Router {
  #route = $state.raw<Route>({ screen: 'welcome' });
  /** Where one came from to what is only glanced at, the last one last: settings that were opened from the hotline lead back to it. */
  #before: Route[] = [];
  #visit = $state(0);

  get route(): Route {
    return this.#route;
  }

  /** Grows with each move, so that a screen opened twice in a row starts anew. */
  get visit(): number {
    return this.#visit;
  }

  go(route: Route): void {
    if (!isAside(route)) this.#before = [];
    else if (!isSame(route, this.#route)) {
      const earlier = this.#before.findIndex((one) => isSame(one, route));
      this.#before = earlier < 0 ? [...this.#before, withoutView(this.#route)] : this.#before.slice(0, earlier);
    }
    this.#to(route);
  }

  /** From hotline or settings to where one was. */
  back(): void {
    this.#to(this.#before.pop() ?? { screen: 'welcome' });
  }

  #to(route: Route): void {
    this.#route = route;
    this.#visit += 1;
  }
}

function isSame(one: Route, other: Route): boolean {
  return one.screen === other.screen && (one.screen !== 'kiosk' || other.screen !== 'kiosk' || one.part === other.part);
}

/** A kiosk's staff look in between, too, and offer help. */
function isAside(route: Route): boolean {
  return ASIDE.has(route.screen) || (route.screen === 'kiosk' && (route.part === 'staff' || route.part === 'help'));
}

/** What was seen then may have changed since: the screen asks again. */
function withoutView(route: Route): Route {
  return route.screen === 'filling' ? { screen: 'filling', id: route.id } : route;
}

export const router = new Router();
