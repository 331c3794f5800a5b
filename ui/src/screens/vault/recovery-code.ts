// A recovery code while it is copied from its sheet.

const GROUP = 5;
const BETWEEN = /[\s\-\u2010-\u2015\uff0d]/;

/** In groups, as on the sheet. */
export function grouped(typed: string): string {
  const symbols = [...typed].filter((one) => !BETWEEN.test(one));
  const groups = Array.from({ length: Math.ceil(symbols.length / GROUP) }, (_, at) => symbols.slice(at * GROUP, (at + 1) * GROUP).join(''));
  return groups.join(' ');
}

/** Where a group (from 1) begins and ends in what was typed. */
export function rangeOf(group: number, typed: string): [number, number] {
  let [symbols, begin, end, at] = [0, typed.length, typed.length, 0];
  for (const one of typed) {
    if (!BETWEEN.test(one)) {
      symbols += 1;
      if (symbols === (group - 1) * GROUP + 1) begin = at;
      if (symbols === group * GROUP) end = at + one.length;
    }
    at += one.length;
  }
  return [begin, end];
}
