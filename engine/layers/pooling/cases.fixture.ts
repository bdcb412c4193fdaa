import { type Draw, type Drawn, type LayerDraw, padding, pair, plane } from '../layer-draw.fixture.ts';

/** Padding of a pool is less than its window, or a window could see nothing but padding. */
function pool(draw: Draw): Drawn {
  const window = [draw(2, 3), draw(2, 3)];
  return { input: plane(draw), args: { window, stride: pair(draw, 3), pad: padding(draw, 1) } };
}

const uneven = [{ input: [4, 5, 2], args: { window: [2, 3], stride: [1, 2], pad: 'same' } }];

export const poolingCases = {
  maxpool: { draw: pool, corners: uneven },
  avgpool: { draw: pool, corners: uneven },
} satisfies Record<string, LayerDraw>;
