import { type LayerDraw, plane } from '../layer-draw.fixture.ts';

export const activationCases = {
  relu: { draw: (draw) => ({ input: plane(draw), args: {} }) },
} satisfies Record<string, LayerDraw>;
