/** The web engine's own ways out of a page. Those of the toolkit are shut by the host (`src-tauri/src/kiosk.rs`). Gives how to open them again. */
export function shutDoors(window: Window): () => void {
  const stop = (event: Event) => event.preventDefault();
  const wheel = (event: WheelEvent) => event.ctrlKey && event.preventDefault();
  const keys = (event: KeyboardEvent) => {
    const leads = event.ctrlKey || event.altKey || event.metaKey || /^(F\d+|ContextMenu|PrintScreen|Browser.*|Help|Insert)$/.test(event.key);
    if (leads) event.preventDefault();
  };
  /** Middle and further buttons paste, scroll by themselves and go back. */
  const buttons = (event: MouseEvent) => event.button > 0 && event.preventDefault();
  const once = ['contextmenu', 'dragstart', 'dragenter', 'dragover', 'drop', 'gesturestart', 'gesturechange', 'copy', 'cut'];
  const options = { capture: true, passive: false };
  for (const name of once) window.addEventListener(name, stop, options);
  window.addEventListener('wheel', wheel, options);
  window.addEventListener('keydown', keys, options);
  for (const name of ['mousedown', 'auxclick'] as const) window.addEventListener(name, buttons, options);
  const print = window.print;
  window.print = () => undefined;
  return () => {
    for (const name of once) window.removeEventListener(name, stop, options);
    window.removeEventListener('wheel', wheel, options);
    window.removeEventListener('keydown', keys, options);
    for (const name of ['mousedown', 'auxclick'] as const) window.removeEventListener(name, buttons, options);
    window.print = print;
  };
}
