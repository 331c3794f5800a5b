// The answers of a leg or a stay in one line, as a ticket has them: `LH728 · Frankfurt → Pudong · 14 December 2026 17:50 → 15 December 2026 11:10`.

const PLACES = ['airport', 'port', 'station'];
/** Where there is a line of its own for it. */
export const BELOW = '\n';

const isWhen = (control: string) => control === 'date' || control === 'time';
const isPlace = (control: string) => PLACES.includes(control);

/**
 * What stands before each answer: a day and its hour are one, two days or two places beside each other lead from one to the other, and days
 * stand below the places that they belong to.
 */
export function between(controls: string[]): string[] {
  let led = false;
  return controls.map((control, at) => {
    const before = controls[at - 1];
    if (before === undefined) return '';
    if (before === 'date' && control === 'time') return '\u00a0';
    if (isPlace(before) && control === 'date') {
      led = false;
      return BELOW;
    }
    const leads = !led && ((isPlace(before) && isPlace(control)) || (isWhen(before) && control === 'date'));
    led = leads || (led && isWhen(before) && isWhen(control));
    return leads ? ' → ' : ' · ';
  });
}

export function itemLine(answers: { control: string; words: string }[], inWords: (words: string) => string): string {
  const apart = between(answers.map(({ control }) => control));
  return answers.map(({ words }, at) => `${apart[at] === BELOW ? ' · ' : (apart[at] ?? '')}${inWords(words)}`).join('');
}
