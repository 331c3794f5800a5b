/**
 * Whether a key belongs to an input method: Enter then takes a candidate and an arrow walks among candidates, not among
 * ours. WebKit ends the composition before it tells of the key that ended it; the key's code says what it was.
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
