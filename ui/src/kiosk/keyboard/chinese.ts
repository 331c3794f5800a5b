/* From letters or strokes to characters. Both tables are small enough to be looked through at every touch. */

/** A character, and how much of what was typed it stands for. */
export interface Candidate {
  sign: string;
  length: number;
}

/** A page of these is read at a glance; further ones are found by a touch on "more". */
const MOST = 120;

/** Turns what was typed into characters. */
export type Finder = (typed: string) => Candidate[];

/** Each line is a syllable, a blank, and its characters; common ones first. */
export function pinyin(table: string): Finder {
  const syllables = new Map(table.split('\n').map((line) => line.split(' ') as [string, string]).filter(([, signs]) => signs));
  return (typed) => {
    const found: Candidate[] = [];
    // The longest beginning first: `xian` is 先 before it is 西 and an `an` that follows.
    for (let length = Math.min(typed.length, 6); length > 0; length -= 1) {
      for (const sign of syllables.get(typed.slice(0, length)) ?? '') found.push({ sign, length });
    }
    if (found.length > 0 && syllables.has(typed)) return found.slice(0, MOST);
    // Not at its end yet: the first of every syllable that goes on like this.
    const begun = [...syllables].filter(([syllable]) => typed !== '' && syllable.startsWith(typed) && syllable !== typed);
    const longer = Array.from({ length: 4 }, (_, place) => begun.map(([, signs]) => [...signs][place])).flat();
    const ahead = longer.filter((sign) => sign !== undefined).map((sign) => ({ sign, length: typed.length }));
    return [...ahead, ...found].slice(0, MOST);
  };
}

/** Each line is a character and the numbers of its strokes; common ones first. */
export function strokes(table: string): Finder {
  const written = table.split('\n').map((line) => {
    const [sign = '', ...order] = [...line];
    return { sign, order: order.join('') };
  });
  return (typed) => {
    if (typed === '') return [];
    const begun = written.filter(({ order }) => order.startsWith(typed));
    const whole = begun.filter(({ order }) => order === typed);
    return [...whole, ...begun.filter((one) => !whole.includes(one))].slice(0, MOST).map(({ sign }) => ({ sign, length: typed.length }));
  };
}

/** The tables, loaded when a Chinese keyboard is first shown. */
export const finders = {
  pinyin: async () => pinyin((await import('./pinyin.txt?raw')).default),
  strokes: async () => strokes((await import('./strokes.txt?raw')).default),
};
