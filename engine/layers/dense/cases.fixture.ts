import { type Draw, type LayerDraw, steps } from '../layer-draw.fixture.ts';

/** A vector, or features at every step. */
const features = (draw: Draw) => (draw(0, 1) === 0 ? [draw(1, 6)] : steps(draw));
const activation = (draw: Draw) => (draw(0, 1) === 0 ? 'relu' : 'tanh');

export const denseCases = {
  dense: { draw: (draw) => ({ input: features(draw), args: { units: draw(1, 5), bias: draw(0, 1) === 1 } }) },
  bilinear: {
    draw(draw) {
      const first = features(draw);
      const inputs = [first, first.with(-1, draw(1, 4))];
      return { inputs, args: { units: draw(1, 5), bias: draw(0, 1) === 1 } };
    },
  },
  maxout: {
    draw: (draw) => ({
      input: features(draw),
      args: { units: draw(1, 4), pieces: draw(2, 3), bias: draw(0, 1) === 1 },
    }),
  },
  highway: { draw: (draw) => ({ input: features(draw), args: { activation: activation(draw), gate_bias: -1 } }) },
  conv_highway: {
    draw: (draw) => ({
      input: [draw(1, 4), draw(1, 3), draw(1, 2)],
      args: { kernel: 2 * draw(0, 1) + 1, activation: activation(draw), gate_bias: -1 },
    }),
    corners: [
      {
        input: { axes: ['steps', 'height', 'width', 'channels'], extents: [2, 3, 2, 2] },
        args: { kernel: 3, activation: 'tanh', gate_bias: 0 },
      },
    ],
  },
} satisfies Record<string, LayerDraw>;
