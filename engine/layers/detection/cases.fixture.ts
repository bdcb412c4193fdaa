import type { LayerDraw } from '../layer-draw.fixture.ts';

export const detectionCases = {
  segmentation_head: {
    draw: (draw) => ({
      input: [draw(2, 4), draw(2, 5), draw(1, 3)],
      tensors: { to: [draw(2, 8), draw(2, 8), draw(1, 2)] },
      args: { classes: draw(2, 4) },
    }),
    corners: [{ input: [3, 4, 2], args: { classes: 2 } }],
    flat: ['x1'],
  },
} as const satisfies Record<string, LayerDraw>;
