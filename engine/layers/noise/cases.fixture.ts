import { type LayerDraw, plane } from '../layer-draw.fixture.ts';

export const noiseCases = {
  dropout: { draw: (draw) => ({ input: plane(draw), args: { p: draw(1, 8) / 10 } }) },
} satisfies Record<string, LayerDraw>;
