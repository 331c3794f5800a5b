import { expect, test } from 'vitest';

import { typedKey } from './me/keeping';
import { isSlip, slipCode } from './slip-code';

const CODE = 'YFNJKNT3HW9H69E7K6K5';

test('the code of a slip is known however it was typed, and one wrong or exchanged sign is noticed', () => {
  for (const typed of [CODE, CODE.toLowerCase(), 'YFNJK-NT3HW-9H69E-7K6K5', ' yfnjk nt3hw 9h69e 7k6k5 ']) expect(typedKey(typed)?.claim, typed).toBe(CODE);
  expect(slipCode('4MYW5-5TYNX-AM5TR-HXA64'), 'as another kiosk has printed it').not.toBeNull();
  for (const wrong of ['', 'YFNJK-NT3HW', `${CODE}2`, CODE.replace('Y', '0'), CODE.replace('YF', 'FY'), CODE.replace(/5$/, '4')]) expect(slipCode(wrong), wrong).toBeNull();
});

test('a scanner may lose the address of the page, and nothing else', () => {
  const fragment = 'a'.repeat(62) + '-_';
  for (const read of [`https://guitu.example/me/#${fragment}`, fragment, `${fragment}\n`, CODE]) expect(isSlip(read), read).toBe(true);
  for (const read of ['', 'P<CHNCHEN<<YUTONG', fragment.slice(1), `https://guitu.example/me/#${fragment}x`]) expect(isSlip(read), read).toBe(false);
});
