/** Layers that rearrange and join, on tensors of every rank. */
import type { Shape } from '../../../model/shape.ts';
import { anySample, type Draw, type LayerDraw, plane, steps } from '../layer-draw.fixture.ts';

/** Images behind items, as regions of interest are. */
const regions = (draw: Draw): Shape => ({
  axes: ['items', 'height', 'width', 'channels'],
  extents: [draw(1, 3), draw(1, 3), draw(1, 3), draw(1, 3)],
});
const anyRank = (draw: Draw) => (draw(0, 3) === 0 ? regions(draw) : anySample(draw));

/** Two or three branches of one shape, of which some extents may be repeated. */
function branches(draw: Draw) {
  const extents = plane(draw);
  const inputs = Array.from({ length: draw(1, 3) }, () => extents.map((extent) => (draw(0, 3) === 0 ? 1 : extent)));
  return { inputs, args: {} };
}

const isAt = (axes: readonly string[], draw: Draw) => axes[draw(0, axes.length - 1)];

export const structureCases = {
  flatten: { draw: (draw) => ({ input: anyRank(draw), args: {} }) },
  reshape: {
    draw: (draw) => ({
      input: [2, 3, 4 * draw(1, 2)],
      args: { shape: { axes: ['height', 'width', 'channels'], extents: [draw(1, 2), null, draw(1, 3)] } },
    }),
    corners: [
      { input: [24], args: { shape: { axes: ['height', 'width', 'channels'], extents: [2, 3, 4] } } },
      { input: [2, 3, 4], args: { shape: { axes: ['steps', 'features'], extents: [6, 4] } } },
      {
        input: { axes: ['items', 'features'], extents: [2, 12] },
        args: { shape: { axes: ['height', 'width', 'channels'], extents: [2, 3, 2] } },
      },
    ],
  },
  permute: {
    draw: (draw) => ({ input: plane(draw), args: { axes: ['width', 'channels', 'height'], as: [] } }),
    corners: [{ input: [3, 4], args: { axes: ['features', 'steps'], as: ['steps', 'features'] } }],
  },
  to_sequence: { draw: (draw) => ({ input: draw(0, 1) === 0 ? plane(draw) : regions(draw), args: {} }) },
  concat: {
    draw(draw) {
      const axis = draw(0, 3);
      const extents = plane(draw);
      const inputs = Array.from({ length: draw(1, 3) }, () =>
        extents.map((extent, i) => (i === Math.min(axis, 2) ? draw(1, 3) : extent)),
      );
      return { inputs, args: { axis: ['height', 'width', 'channels', 'auto'][axis] } };
    },
  },
  add: { draw: branches },
  multiply: { draw: branches },
  mean: { draw: branches },
  max: { draw: branches },
  split: {
    draw(draw) {
      const sizes = draw(0, 1) === 0 ? [] : [draw(1, 2), draw(1, 2), draw(1, 2)];
      const parts = draw(1, 3);
      const extent = sizes.length > 0 ? sizes.reduce((a, b) => a + b) : parts * draw(1, 2);
      const axis = draw(0, 3);
      const input = plane(draw).map((other, i) => (i === Math.min(axis, 2) ? extent : other));
      return { input, args: { parts, sizes, axis: ['height', 'width', 'channels', 'auto'][axis] } };
    },
  },
  slice: {
    draw: (draw) => ({
      input: plane(draw),
      args: {
        axis: isAt(['height', 'width'], draw),
        from: draw(0, 1) === 0 ? draw(0, 1) : -draw(2, 3),
        to: -draw(0, 1),
      },
    }),
    corners: [{ input: [5, 3], args: { axis: 'steps', from: 1, to: 3 } }],
  },
  select: {
    draw: (draw) => ({
      input: plane(draw),
      args: { axis: isAt(['height', 'width', 'channels'], draw), index: draw(-1, 0) },
    }),
    corners: [{ input: [5, 3], args: { axis: 'steps', index: -2 } }],
  },
  prepend_token: {
    draw: (draw) => ({ input: steps(draw), args: {} }),
    corners: [{ input: { axes: ['items', 'steps', 'features'], extents: [2, 3, 2] }, args: {} }],
  },
  identity: { draw: (draw) => ({ input: anySample(draw), args: {} }) },
  gradient_stop: { draw: (draw) => ({ input: anySample(draw), args: {} }), flat: ['x'] },
  zeros: {
    draw: (draw) => ({
      inputs: [],
      args: { shape: { axes: ['height', 'width', 'channels'], extents: plane(draw) } },
    }),
  },
} satisfies Record<string, LayerDraw>;
