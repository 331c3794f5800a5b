import { expect, it } from 'vitest';

import { withoutColours } from './grey';

it('colours become as bright as an eye sees them', () => {
  const pixels = new Uint8ClampedArray([255, 255, 255, 255, 0, 0, 0, 255, 255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255]);
  expect([...withoutColours(pixels)]).toEqual([255, 0, 76, 149, 28]);
});
