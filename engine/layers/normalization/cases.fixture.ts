import { type LayerDraw, plane } from '../layer-draw.fixture.ts';

export const normalizationCases = {
  batchnorm: {
    draw: (draw) => ({ input: draw(0, 1) === 1 ? plane(draw) : [draw(1, 5)], args: { momentum: 0.1, eps: 1e-5 } }),
    smallestBatch: 2,
  },
} satisfies Record<string, LayerDraw>;
