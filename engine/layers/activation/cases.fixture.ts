import { anySample, type Draw, type LayerDraw } from '../layer-draw.fixture.ts';

const plain = { draw: (draw: Draw) => ({ input: anySample(draw), args: {} }) };

/** Wide enough that both ends of a function are seen. */
const wide = {
  ...plain,
  adjust: (name: string, values: Float64Array) => (name === 'x' ? values.map((x) => 4 * x) : null),
};

const along = {
  draw: (draw: Draw) => ({ input: anySample(draw), args: { axis: 'auto' } }),
  corners: [
    { input: [4, 3], args: { axis: 'steps' } },
    { input: [3, 2, 4], args: { axis: 'height' } },
  ],
};

export const activationCases = {
  relu: plain,
  leaky_relu: { draw: (draw) => ({ input: anySample(draw), args: { slope: draw(0, 4) / 10 } }) },
  prelu: {
    draw: (draw) => ({ input: anySample(draw), args: { per: draw(0, 1) === 0 ? 'layer' : 'channel', init: 0.25 } }),
  },
  relu6: wide,
  elu: { draw: (draw) => ({ input: anySample(draw), args: { alpha: draw(1, 20) / 10 } }) },
  selu: plain,
  gelu: { draw: (draw) => ({ input: anySample(draw), args: { approximate: draw(0, 1) === 0 ? 'none' : 'tanh' } }) },
  swish: plain,
  softplus: { draw: (draw) => ({ input: anySample(draw), args: { beta: draw(1, 30) / 10 } }) },
  sigmoid: plain,
  tanh: plain,
  softsign: plain,
  hard_sigmoid: wide,
  hard_tanh: wide,
  hard_swish: wide,
  softmax: along,
  log_softmax: along,
} satisfies Record<string, LayerDraw>;
