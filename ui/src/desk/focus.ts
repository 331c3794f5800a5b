/** The title of what has just opened is where whoever hears or types their way through goes on. */
export function focused(title: HTMLElement): void {
  title.focus({ preventScroll: true });
}
