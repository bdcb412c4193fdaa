/** Every kernel of the embedded backend against the reference, on random shapes: odd, tiny, and beyond every block. */
import { type Chooser, sweepAll } from './sweep.fixture.ts';

const seed = 20260901;

sweepAll('the kernels', seed, (check) => {
  const dense = (choose: Chooser) => {
    const rows = choose.of(1, 2, 5, 6, 7, 13, 64, 100);
    const inputs = choose.of(1, 3, 4, 8, 17, 100, 385, 800);
    const units = choose.of(1, 2, 7, 8, 9, 24, 33);
    return { rows, inputs, units };
  };

  check('dense', 200, (choose) => {
    const { rows, inputs, units } = dense(choose);
    const b = choose.chance(0.5) ? { shape: [units] } : null;
    return {
      op: 'dense',
      inputs: { x: { shape: [rows, inputs] }, w: { shape: [inputs, units] }, b },
      out: { shape: [rows, units] },
    };
  });

  check('denseInputGradient', 200, (choose) => {
    const { rows, inputs, units } = dense(choose);
    return {
      op: 'denseInputGradient',
      inputs: { dy: { shape: [rows, units] }, w: { shape: [inputs, units] } },
      out: { shape: [rows, inputs] },
    };
  });

  check('denseWeightGradient', 200, (choose) => {
    const { rows, inputs, units } = dense(choose);
    return {
      op: 'denseWeightGradient',
      inputs: { x: { shape: [rows, inputs] }, dy: { shape: [rows, units] } },
      out: { shape: [inputs, units] },
    };
  });

  check('denseWeightGradient, over more rows than are summed at a time', 20, (choose) => {
    const [rows, inputs, units] = [choose.of(2049, 2053, 4100), choose.of(1, 7, 13), choose.of(1, 9, 17)];
    return {
      op: 'denseWeightGradient',
      inputs: { x: { shape: [rows, inputs] }, dy: { shape: [rows, units] } },
      out: { shape: [inputs, units] },
    };
  });

  check('denseWeightGradient, over more numbers than are packed at a time', 3, (choose) => {
    const [rows, inputs, units] = [choose.of(700, 1025), choose.of(601, 900), choose.of(300, 259)];
    return {
      op: 'denseWeightGradient',
      inputs: { x: { shape: [rows, inputs] }, dy: { shape: [rows, units] } },
      out: { shape: [inputs, units] },
    };
  });

  check('biasGradient', 100, (choose) => {
    const shape = [choose.of(1, 5, 127, 129, 1000), choose.whole(1, 40)];
    return { op: 'biasGradient', inputs: { dy: { shape } }, out: { shape: shape.slice(1) } };
  });

  const convolution = (choose: Chooser) => {
    const rank = choose.of(1, 2, 2, 2, 2, 3);
    const groups = choose.of(1, 1, 1, 2, 3, 5);
    const perGroup = choose.of(1, 1, 2, 3, 4, 8, 13);
    const perGroupOut = choose.of(1, 1, 2, 5, 8, 9, 17);
    const axes = Array.from({ length: rank }, () => {
      const kernel = choose.of(1, 2, 3, 3, 3, 5);
      const dilation = choose.of(1, 1, 1, 2, 3);
      const pad = [choose.whole(0, 3), choose.whole(0, 3)];
      const stride = choose.of(1, 1, 2, 3);
      const wide = (kernel - 1) * dilation + 1;
      const input = Math.max(1, wide - pad[0] - pad[1]) + choose.whole(0, rank === 3 ? 3 : 9);
      const output = Math.floor((input + pad[0] + pad[1] - wide) / stride) + 1;
      return { kernel, dilation, pad, stride, input, output };
    });
    const batch = choose.whole(1, 3);
    return {
      x: { shape: [batch, ...axes.map(({ input }) => input), groups * perGroup] },
      w: { shape: [...axes.map(({ kernel }) => kernel), perGroup, groups * perGroupOut] },
      y: { shape: [batch, ...axes.map(({ output }) => output), groups * perGroupOut] },
      b: choose.chance(0.5) ? { shape: [groups * perGroupOut] } : null,
      attributes: {
        stride: axes.map(({ stride }) => stride),
        pad: axes.flatMap(({ pad }) => pad),
        dilation: axes.map(({ dilation }) => dilation),
        groups,
      },
    };
  };

  const depthwise = (choose: Chooser) => {
    const channels = choose.of(2, 3, 4, 16, 21, 40);
    const axes = [1, 2].map(() => {
      const [kernel, dilation, stride] = [choose.of(1, 2, 3, 5), choose.of(1, 1, 2), choose.of(1, 1, 2, 3)];
      const pad = [choose.whole(0, 3), choose.whole(0, 3)];
      const wide = (kernel - 1) * dilation + 1;
      const input = Math.max(1, wide - pad[0] - pad[1]) + choose.whole(0, 9);
      const output = Math.floor((input + pad[0] + pad[1] - wide) / stride) + 1;
      return { kernel, dilation, pad, stride, input, output };
    });
    const batch = choose.whole(1, 3);
    return {
      x: { shape: [batch, ...axes.map(({ input }) => input), channels] },
      w: { shape: [...axes.map(({ kernel }) => kernel), 1, channels] },
      y: { shape: [batch, ...axes.map(({ output }) => output), channels] },
      b: choose.chance(0.5) ? { shape: [channels] } : null,
      attributes: {
        stride: axes.map(({ stride }) => stride),
        pad: axes.flatMap(({ pad }) => pad),
        dilation: axes.map(({ dilation }) => dilation),
        groups: channels,
      },
    };
  };

  check('conv, depthwise', 200, (choose) => {
    const { x, w, y, b, attributes } = depthwise(choose);
    return { op: 'conv', inputs: { x, w, b }, out: y, attributes };
  });

  check('convInputGradient, depthwise', 200, (choose) => {
    const { x, w, y, attributes } = depthwise(choose);
    return { op: 'convInputGradient', inputs: { dy: y, w }, out: x, attributes };
  });

  check('convFilterGradient, depthwise', 200, (choose) => {
    const { x, w, y, attributes } = depthwise(choose);
    return { op: 'convFilterGradient', inputs: { x, dy: y }, out: w, attributes };
  });

  const threeByThree = (choose: Chooser) => {
    const axes = [1, 2].map(() => {
      const pad = [choose.whole(0, 3), choose.whole(0, 3)];
      const input = Math.max(1, 3 - pad[0] - pad[1]) + choose.whole(0, 14);
      return { pad, input, output: input + pad[0] + pad[1] - 2 };
    });
    const [batch, channels, filters] = [choose.whole(1, 4), choose.of(4, 16, 24, 36), choose.of(4, 16, 20, 40)];
    return {
      x: { shape: [batch, ...axes.map(({ input }) => input), channels] },
      w: { shape: [3, 3, channels, filters] },
      y: { shape: [batch, ...axes.map(({ output }) => output), filters] },
      b: choose.chance(0.5) ? { shape: [filters] } : null,
      attributes: { stride: [1, 1], pad: axes.flatMap(({ pad }) => pad), dilation: [1, 1], groups: 1 },
    };
  };

  check('conv, 3 × 3 at stride 1', 150, (choose) => {
    const { x, w, y, b, attributes } = threeByThree(choose);
    return { op: 'conv', inputs: { x, w, b }, out: y, attributes };
  });

  check('convInputGradient, 3 × 3 at stride 1', 150, (choose) => {
    const { x, w, y, attributes } = threeByThree(choose);
    return { op: 'convInputGradient', inputs: { dy: y, w }, out: x, attributes };
  });

  check('convFilterGradient, 3 × 3 at stride 1', 150, (choose) => {
    const { x, w, y, attributes } = threeByThree(choose);
    return { op: 'convFilterGradient', inputs: { x, dy: y }, out: w, attributes };
  });

  check('conv', 400, (choose) => {
    const { x, w, y, b, attributes } = convolution(choose);
    return { op: 'conv', inputs: { x, w, b }, out: y, attributes };
  });

  check('convInputGradient', 400, (choose) => {
    const { x, w, y, attributes } = convolution(choose);
    return { op: 'convInputGradient', inputs: { dy: y, w }, out: x, attributes };
  });

  check('convFilterGradient', 400, (choose) => {
    const { x, w, y, attributes } = convolution(choose);
    return { op: 'convFilterGradient', inputs: { x, dy: y }, out: w, attributes };
  });

  for (const op of ['relu', 'copy'] as const)
    check(op, 30, (choose) => {
      const shape = [choose.whole(1, 200)];
      return { op, inputs: { x: { shape } }, out: { shape } };
    });

  check('add', 30, (choose) => {
    const shape = [choose.whole(1, 200)];
    return { op: 'add', inputs: { a: { shape }, b: { shape } }, out: { shape } };
  });

  check('clipGradient', 30, (choose) => {
    const shape = [choose.whole(1, 200)];
    return {
      op: 'clipGradient',
      inputs: { y: { shape }, dy: { shape } },
      out: { shape },
      attributes: { low: -0.5, high: 0.75 },
    };
  });

  check('reluGradient', 30, (choose) => {
    const shape = [choose.whole(1, 200)];
    return { op: 'reluGradient', inputs: { y: { shape }, dy: { shape } }, out: { shape } };
  });
});
