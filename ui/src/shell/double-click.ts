/** As long as the second press of a double click may come after the first. */
const TOGETHER = 500;

/**
 * The second press of a double click is no press of its own: by then another page, or another item, may stand under the pointer, and
 * nobody has seen it. What is pressed again and again stays what it is, and says so: the keys of the keyboard on the screen by `data-key` and
 * `data-candidate`, other buttons by `data-repeats`. What drives the window finds `data-pressed` on the page, with the place, for as long as a press there would count as a
 * second one.
 */
export function deafToDoubleClicks(page: Document): void {
  let later: ReturnType<typeof setTimeout> | undefined;
  page.addEventListener(
    'click',
    (event) => {
      const button = event.target instanceof Element ? event.target.closest('button, [role="button"], a') : null;
      if (!button || button.matches('[data-key], [data-candidate], [data-repeats]')) return;
      if (event.detail > 1) {
        event.preventDefault();
        event.stopImmediatePropagation();
      } else if (event.detail === 1) {
        page.documentElement.dataset.pressed = `${event.clientX} ${event.clientY}`;
        clearTimeout(later);
        later = setTimeout(() => delete page.documentElement.dataset.pressed, TOGETHER);
      }
    },
    { capture: true },
  );
}
