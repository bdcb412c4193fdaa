import type { LayerDraw } from '../layer-draw.fixture.ts';

export const denseCases = {
  dense: { draw: (draw) => ({ input: [draw(1, 6)], args: { units: draw(1, 5), bias: draw(0, 1) === 1 } }) },
} satisfies Record<string, LayerDraw>;
