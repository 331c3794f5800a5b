// A code is shown to somebody across a counter: all of it is in view at once, whatever the size of the text and of the window.

/** White around it, where nothing else leaves any. */
const EDGE = 8;
/** In CSS pixels. What is smaller is read badly from a screen: 50 mm. */
const LEAST = 189;

/**
 * Makes a drawing as small as it must be to end above the window's lower edge. Where what stands above leaves too little for a camera,
 * the page is moved to the drawing instead, once.
 */
export function inView(drawing: HTMLElement | SVGElement): () => void {
  const page = document.documentElement;
  let moved = false;

  function fit() {
    const top = drawing.getBoundingClientRect().top + page.scrollTop;
    const below = window.innerHeight - top - EDGE;
    const fits = below >= LEAST;
    drawing.style.setProperty('--room', `${Math.max(fits ? below : window.innerHeight - 2 * EDGE, LEAST)}px`);
    if (!fits && !moved && page.scrollTop === 0) page.scrollTop = top - EDGE;
    moved ||= !fits;
  }

  // After the screen's title was given the focus, and whenever a strip above comes or goes.
  const first = setTimeout(fit);
  const above = new ResizeObserver(fit);
  above.observe(document.body);
  window.addEventListener('resize', fit);
  fit();
  return () => {
    clearTimeout(first);
    above.disconnect();
    window.removeEventListener('resize', fit);
  };
}
