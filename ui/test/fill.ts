import { render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';

import App from '../src/App.svelte';
import { router } from '../src/router/router.svelte';
import { type AskedPage, Memory } from './memory';

/** The whole window at the filling-in screen, with a person at the keyboard. */
export async function fillIn(pages: AskedPage[], prepare: (backend: Memory) => void = () => undefined, backend = new Memory(pages)) {
  prepare(backend);
  const { container } = render(App, { backend });
  await until(() => container.querySelector('[data-screen="home"]'));
  router.go({ screen: 'filling', id: 'd1' });
  await until(() => container.querySelector('[data-page]'));
  const query = <Found extends HTMLElement = HTMLInputElement>(css: string): Found => {
    const found = container.querySelector<Found>(css);
    if (!found) throw new Error(`nothing is ${css}`);
    return found;
  };
  return {
    backend, query, user: userEvent.setup(),
    all: (css: string) => [...container.querySelectorAll<HTMLElement>(css)],
    maybe: (css: string) => container.querySelector<HTMLElement>(css),
    field: (pointer: string) => query(`[data-question="${pointer}"] input`),
    until,
  };
}

/** Waits for something to be there, as long as the machine is busy with it. */
export async function until<Found>(is: () => Found): Promise<NonNullable<Found>> {
  for (let turn = 0; turn < 2000; turn += 1) {
    const found = is();
    if (found) return found;
    await new Promise<void>((resolve) => setTimeout(resolve));
  }
  throw new Error(`never: ${is}`);
}

/** One page with these questions. */
export function page(id: string, ...fields: AskedPage['sections'][number]['fields']): AskedPage {
  return { id, sections: [{ id, fields }] };
}
