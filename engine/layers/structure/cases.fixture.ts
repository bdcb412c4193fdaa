import { type LayerDraw, plane } from '../layer-draw.fixture.ts';

export const structureCases = {
  flatten: { draw: (draw) => ({ input: plane(draw), args: {} }) },
} satisfies Record<string, LayerDraw>;
