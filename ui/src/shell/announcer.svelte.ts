let said = $state('');
let turn = $state(0);

/** What the live region holds: `turn` changes even when the same words come twice. */
export const announcement = {
  get words() { return said; },
  get turn() { return turn; },
};

/** Says something to those who listen, without moving the focus. */
export function announce(words: string): void {
  said = words;
  turn += 1;
}
