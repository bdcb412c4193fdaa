import { type Draw, type Drawn, images, type LayerDraw, paddingOf, pair, plane } from '../layer-draw.fixture.ts';

const rounding = (draw: Draw) => (draw(0, 1) === 0 ? 'floor' : 'ceil');

/** Padding of a pool is less than its window, or a window could see nothing but padding. */
const pool = (draw: Draw): Drawn['args'] => ({
  window: [draw(2, 3), draw(2, 3)],
  stride: pair(draw, 3),
  pad: paddingOf(draw, 1, 4),
  round: rounding(draw),
});
const pool1d = (draw: Draw): Drawn['args'] => ({
  window: draw(2, 3),
  stride: draw(1, 3),
  pad: paddingOf(draw, 1, 2),
  round: rounding(draw),
});
const pool3d = (draw: Draw): Drawn['args'] => ({
  window: [draw(2, 3), draw(2, 3), 2],
  stride: [draw(1, 3), draw(1, 2), draw(1, 3)],
  pad: paddingOf(draw, 1, 6),
  round: rounding(draw),
});

const counting = (draw: Draw) => ({ count_include_pad: draw(0, 1) === 1 });
const volume = (draw: Draw) => [draw(3, 4), draw(3, 4), draw(2, 4), draw(1, 2)];
const steps = (draw: Draw) => [draw(4, 9), draw(1, 3)];

/** What is pooled as a whole: an image, a volume, steps, images that are steps. */
const whole: readonly Drawn['input'][] = [[4, 3, 2], [2, 3, 2, 2], [5, 3], images(2)];
const pooledWhole = {
  draw: (draw: Draw): Drawn => ({ input: plane(draw), args: { keep: draw(0, 1) === 1 } }),
  corners: whole.flatMap((input) => [
    { input, args: {} },
    { input, args: { keep: true } },
  ]) as Drawn[],
};

/** Smaller and, now and then, larger than the image. */
const adaptive = {
  draw: (draw: Draw): Drawn => ({ input: plane(draw), args: { size: [draw(1, 5), draw(1, 9)] } }),
  corners: [{ input: images(1), args: { size: [2, 2] } }],
};

const uneven: Drawn[] = [
  { input: [4, 5, 2], args: { window: [2, 3], stride: [1, 2], pad: 'same' } },
  { input: images(2), args: { window: [2, 2] } },
];

export const poolingCases = {
  maxpool: {
    draw: (draw) => ({ input: plane(draw), args: { ...pool(draw), dilation: pair(draw, 2) } }),
    corners: uneven,
  },
  avgpool: { draw: (draw) => ({ input: plane(draw), args: { ...pool(draw), ...counting(draw) } }), corners: uneven },
  maxpool1d: { draw: (draw) => ({ input: steps(draw), args: { ...pool1d(draw), dilation: draw(1, 2) } }) },
  avgpool1d: { draw: (draw) => ({ input: steps(draw), args: { ...pool1d(draw), ...counting(draw) } }) },
  maxpool3d: {
    draw: (draw) => ({ input: volume(draw), args: { ...pool3d(draw), dilation: [draw(1, 2), 1, draw(1, 2)] } }),
  },
  avgpool3d: { draw: (draw) => ({ input: volume(draw), args: { ...pool3d(draw), ...counting(draw) } }) },
  global_avgpool: pooledWhole,
  global_maxpool: pooledWhole,
  adaptive_avgpool: adaptive,
  adaptive_maxpool: adaptive,
  fractional_maxpool: {
    draw: (draw) => ({ input: plane(draw), args: { ratio: draw(11, 19) / 10, overlap: draw(0, 1) === 1 } }),
  },
  lppool: {
    draw: (draw) => ({
      input: plane(draw),
      args: { p: draw(1, 4), window: [2, draw(2, 3)], stride: pair(draw, 3), round: rounding(draw) },
    }),
    // A fraction takes positive numbers alone; near zero roots bend without bound.
    corners: [{ input: [4, 4, 1], args: { p: 2, window: [2, 2] } }],
    adjust: (name, values) => (name === 'x' ? values.map((value) => value + Math.sign(value) * 0.3) : null),
  },
} satisfies Record<string, LayerDraw>;
