import { describe, expect, it, vi } from 'vitest';

import { deafToDoubleClicks } from './double-click';

function press(button: Element, detail: number) {
  button.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail }));
}

describe('a double click', () => {
  it('is one press, whatever has come under the pointer in between', () => {
    deafToDoubleClicks(document);
    document.body.innerHTML = '<button id="onward">On</button><button id="next">On</button><button id="letter" data-key="a">a</button>';
    const pressed = vi.fn();
    document.body.addEventListener('click', (event) => pressed((event.target as Element).id));
    const at = (id: string) => document.getElementById(id) as HTMLElement;

    press(at('onward'), 1);
    press(at('next'), 2);
    expect(pressed.mock.calls, 'the second press falls on the next page, and is none').toEqual([['onward']]);
    press(at('next'), 1);
    press(at('next'), 0);
    expect(pressed, 'a press of its own counts, and so does a key').toHaveBeenCalledTimes(3);
    press(at('letter'), 2);
    expect(pressed, 'a letter is typed twice by two touches').toHaveBeenCalledTimes(4);
  });
});
