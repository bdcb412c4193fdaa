/** Convolutions over odd shapes, strides and paddings. */
import { type LayerDraw, padding, pair, plane } from '../layer-draw.fixture.ts';

export const convolutionCases = {
  conv: {
    draw: (draw) => ({
      input: plane(draw),
      args: {
        filters: draw(1, 4),
        kernel: [draw(1, 4), draw(1, 3)],
        stride: pair(draw, 3),
        pad: padding(draw, 3),
        bias: draw(0, 1) === 1,
      },
    }),
    // What chance seldom draws: padding by `same` that is uneven, without a stride and with one; a single column at uneven strides.
    corners: [
      { input: [4, 5, 2], args: { filters: 3, kernel: [2, 4], stride: [1, 1], pad: 'same', bias: true } },
      { input: [4, 6, 2], args: { filters: 3, kernel: [3, 3], stride: [2, 3], pad: 'same', bias: false } },
      { input: [8, 4, 1], args: { filters: 1, kernel: [4, 2], stride: [1, 3], pad: 'valid', bias: true } },
    ],
  },
} as const satisfies Record<string, LayerDraw>;
