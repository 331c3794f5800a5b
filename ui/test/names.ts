/** What names an element for those who hear the window: labels, legends, buttons, links, headings, cells. */
const NAMING = 'label, legend, button, a, summary, h1, h2, h3, h4, th, [role="option"]';

const WORD = /[\p{L}\p{N}]/u;
/** Drawn side by side in any case: between these no blank is missing. */
const UNSPACED = /\p{Script=Han}/u;

/** Names in which two words meet without a blank, as `Seatoptional`: seen apart, heard as one word. */
export function runTogether(root: ParentNode): string[] {
  return [...root.querySelectorAll<HTMLElement>(NAMING)].filter((element) => {
    const texts = textNodes(element).map((node) => (node.textContent ?? '').replace(/[\u2068\u2069]/g, '')).filter((text) => text !== '');
    return texts.some((text, place) => {
      const [last, first] = [[...(texts[place - 1] ?? '')].at(-1), [...text][0]];
      return last !== undefined && first !== undefined && [last, first].every((one) => WORD.test(one)) && ![last, first].every((one) => UNSPACED.test(one));
    });
  }).map((element) => (element.textContent ?? '').trim());
}

function textNodes(element: Node): Node[] {
  return [...element.childNodes].flatMap((node) => (node.nodeType === Node.TEXT_NODE ? [node] : textNodes(node)));
}
