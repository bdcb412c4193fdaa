/** The kernels of pools against the reference. */
import { type Chooser, sweepAll } from './sweep.fixture.ts';

/** Windows that hang over the padding at the end too; few different values, so that maxima are found more than once. */
function pool(choose: Chooser) {
  const rank = choose.of(1, 2, 2, 2, 3);
  // Sometimes windows that lie side by side and see every element once.
  const apart = choose.chance(0.2);
  const axes = Array.from({ length: rank }, () => {
    if (apart) {
      const [window, output] = [choose.whole(1, 3), choose.whole(1, 4)];
      const input = window * output + choose.of(0, 0, 1, window === 1 ? 0 : -1);
      return { window, dilation: 1, pad: [0, 0], stride: window, input, output };
    }
    const window = choose.of(1, 2, 2, 3, 3, 4);
    const dilation = choose.of(1, 1, 1, 2);
    const wide = (window - 1) * dilation + 1;
    const most = Math.floor(window / 2);
    const pad = [choose.whole(0, most), choose.whole(0, most)];
    const stride = choose.of(1, 2, 2, 3);
    // Nor may the elements of a window lie on both sides of the input and none inside.
    const input = Math.max(dilation, wide - pad[0] - pad[1]) + choose.whole(0, rank === 3 ? 3 : 7);
    const over = input + pad[0] + pad[1] - wide;
    const output = (choose.chance(0.5) ? Math.floor(over / stride) : Math.ceil(over / stride)) + 1;
    // A window that begins behind the input would see nothing.
    return { window, dilation, pad, stride, input, output: Math.min(output, Math.ceil((input + pad[0]) / stride)) };
  });
  const [batch, channels] = [choose.of(1, 1, 2, 5), choose.of(1, 2, 3, 4, 6, 8, 16, 19, 33, 48)];
  const hole = choose.chance(0.1);
  return {
    x: {
      shape: [batch, ...axes.map(({ input }) => input), channels],
      draw: () => (hole && choose.chance(0.05) ? Number.NaN : choose.whole(-3, 3)),
    },
    y: { shape: [batch, ...axes.map(({ output }) => output), channels] },
    attributes: {
      window: axes.map(({ window }) => window),
      stride: axes.map(({ stride }) => stride),
      pad: axes.flatMap(({ pad }) => pad),
      dilation: axes.map(({ dilation }) => dilation),
    },
  };
}

sweepAll('the kernels of pools', 20260904, (check) => {
  check('maxPool', 300, (choose) => {
    const { x, y, attributes } = pool(choose);
    return { op: 'maxPool', inputs: { x }, out: y, attributes };
  });

  check('maxPoolGradient', 300, (choose) => {
    const { x, y, attributes } = pool(choose);
    // Also maxima that stand nowhere in the window.
    const found = { ...y, draw: () => choose.whole(0, 3) };
    return { op: 'maxPoolGradient', inputs: { x, y: found, dy: y }, out: { shape: x.shape }, attributes };
  });

  check('avgPool', 300, (choose) => {
    const { x, y, attributes } = pool(choose);
    const counted = choose.of('inside', 'padded', undefined);
    return { op: 'avgPool', inputs: { x }, out: y, attributes: { ...attributes, counted } };
  });

  check('avgPoolGradient', 300, (choose) => {
    const { x, y, attributes } = pool(choose);
    const counted = choose.of('inside', 'padded', undefined);
    return {
      op: 'avgPoolGradient',
      inputs: { dy: y },
      out: { shape: x.shape },
      attributes: { ...attributes, counted },
    };
  });

  check('maxPoolPositions', 200, (choose) => {
    const { x, y, attributes } = pool(choose);
    const found = { ...y, draw: () => choose.whole(0, 3) };
    return { op: 'maxPoolPositions', inputs: { x, y: found }, out: y, attributes };
  });

  for (const op of ['unpool', 'unpoolGradient'] as const)
    check(op, 150, (choose) => {
      const [samples, channels] = [choose.whole(1, 4), choose.of(1, 2, 5, 16, 19)];
      const [rows, columns] = [choose.whole(1, 5), choose.whole(1, 5)];
      const pooled = { shape: [samples, choose.whole(1, 4), choose.whole(1, 4), channels] };
      const unpooled = { shape: [samples, rows, columns, channels] };
      const positions = { ...pooled, draw: () => choose.whole(0, rows * columns - 1) };
      if (op === 'unpool') return { op, inputs: { x: pooled, positions }, out: unpooled };
      return { op, inputs: { dy: unpooled, positions }, out: pooled };
    });

  for (const op of ['maxAlong', 'maxAlongGradient'] as const)
    check(op, 200, (choose) => {
      const before = choose.chance(0.5) ? [choose.whole(1, 3)] : [choose.whole(1, 3), choose.whole(1, 4)];
      const after = choose.of([], [choose.of(1, 3, 4, 19)], [choose.whole(1, 4), choose.of(1, 5, 16)]);
      const [elements, outputs] = [choose.whole(1, 9), choose.whole(1, 5)];
      const taps = Array.from({ length: outputs }, () =>
        Array.from({ length: choose.whole(1, 4) }, () => choose.whole(0, elements - 1)),
      );
      const x = { shape: [...before, elements, ...after], draw: () => choose.whole(-2, 2) };
      const y = { shape: [...before, outputs, ...after], draw: () => choose.whole(-2, 2) };
      const attributes = { axis: before.length, taps };
      if (op === 'maxAlong') return { op, inputs: { x }, out: y, attributes };
      return { op, inputs: { x, y, dy: { shape: y.shape } }, out: { shape: x.shape }, attributes };
    });
});
