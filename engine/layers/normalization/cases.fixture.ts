import { anySample, type Draw, type LayerDraw, plane } from '../layer-draw.fixture.ts';

/** A last axis of two or more: over one value everything becomes zero. */
const several = (draw: Draw) => anySample(draw).with(-1, draw(2, 4));

/** Neighbors lie apart: where two values are nearly all there is, their difference decides over everything. */
const apart = (name: string, values: Float64Array) => (name === 'x' ? values.map((x, i) => x / 2 + 2 * (i % 4)) : null);

/** Images behind steps, as a video is. */
const video = { axes: ['steps', 'height', 'width', 'channels'], extents: [2, 2, 3, 4] } as const;

export const normalizationCases = {
  batchnorm: {
    draw: (draw) => ({ input: anySample(draw), args: { momentum: 0.1, eps: 1e-5, affine: draw(0, 2) > 0 } }),
    smallestBatch: 2,
  },
  layernorm: {
    draw: (draw) => ({ input: several(draw), args: { eps: 1e-5, affine: draw(0, 2) > 0 } }),
    adjust: apart,
  },
  groupnorm: {
    draw(draw) {
      const groups = draw(1, 2);
      const input = anySample(draw).with(-1, groups * draw(2, 3));
      return { input, args: { groups, eps: 1e-5, affine: draw(0, 2) > 0 } };
    },
    corners: [{ input: video, args: { groups: 2, eps: 1e-5, affine: true } }],
    adjust: apart,
  },
  instancenorm: {
    draw: (draw) => ({ input: plane(draw), args: { eps: 1e-5, affine: draw(0, 1) === 0 } }),
    corners: [{ input: video, args: { eps: 1e-5, affine: true } }],
  },
  lrn: {
    draw: (draw) => ({
      input: plane(draw).with(-1, draw(1, 6)),
      args: { size: draw(1, 5), alpha: draw(1, 10) / 10, beta: draw(1, 3) / 4, k: draw(1, 2) },
    }),
  },
  l2norm: {
    draw: (draw) => ({ input: anySample(draw), args: { init: 20, eps: 1e-12 } }),
    // Vectors shorter than eps are divided by eps.
    corners: [{ input: [3, 2], args: { init: 1, eps: 100 } }],
  },
  layer_scale: { draw: (draw) => ({ input: anySample(draw), args: { init: 1e-6 } }) },
} as const satisfies Record<string, LayerDraw>;
