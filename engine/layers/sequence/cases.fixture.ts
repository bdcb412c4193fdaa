import type { Shape } from '../../../model/shape.ts';
import { type Draw, type LayerDraw, steps } from '../layer-draw.fixture.ts';

const VOCAB = 5;

/** Steps of tokens, or a lone one as inside a recurrence. */
const text = (draw: Draw): Shape =>
  draw(0, 3) === 0 ? { axes: [], extents: [] } : { axes: ['steps'], extents: [draw(1, 6)] };

/** Whole numbers below the vocabulary in place of normal ones. */
const tokens = {
  flat: ['x'],
  adjust: (name: string, values: Float64Array) =>
    name === 'x' ? values.map((value) => Math.floor(Math.abs(value) * 100) % VOCAB) : null,
};

export const sequenceCases = {
  embed: { draw: (draw) => ({ input: text(draw), args: { vocab: VOCAB, dim: draw(1, 4) } }), ...tokens },
  one_hot: { draw: (draw) => ({ input: text(draw), args: { vocab: VOCAB + draw(0, 2) } }), ...tokens },
  positional: {
    draw: (draw) => ({ input: steps(draw), args: { kind: draw(0, 1) === 0 ? 'learned' : 'sinusoidal' } }),
    corners: [{ input: { axes: ['items', 'steps', 'features'], extents: [2, 3, 2] }, args: { kind: 'learned' } }],
  },
} as const satisfies Record<string, LayerDraw>;
