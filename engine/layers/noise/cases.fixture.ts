import { anySample, type Draw, type LayerDraw, steps } from '../layer-draw.fixture.ts';

const probability = (draw: Draw) => draw(1, 8) / 10;

export const noiseCases = {
  dropout: { draw: (draw) => ({ input: anySample(draw), args: { p: probability(draw) } }) },
  spatial_dropout: {
    draw: (draw) => ({ input: anySample(draw), args: { p: probability(draw) } }),
    corners: [{ input: { axes: ['steps', 'height', 'width', 'channels'], extents: [2, 2, 2, 3] }, args: { p: 0.5 } }],
  },
  stochastic_depth: {
    draw: (draw) => ({
      input: anySample(draw),
      args: { p: probability(draw), per: draw(0, 1) === 0 ? 'sample' : 'batch' },
    }),
  },
  gaussian_noise: { draw: (draw) => ({ input: anySample(draw), args: { std: draw(0, 5) / 10 } }) },
  dropconnect: {
    draw: (draw) => ({
      input: draw(0, 1) === 0 ? [draw(1, 6)] : steps(draw),
      args: { units: draw(1, 5), p: probability(draw), bias: draw(0, 1) === 1 },
    }),
  },
} satisfies Record<string, LayerDraw>;
