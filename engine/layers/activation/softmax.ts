import type { layers } from '../../../model/layers/index.ts';
import { written } from '../../tape/written.ts';
import { axisAt } from '../structure/axis-at.ts';

export const softmax = written<typeof layers.softmax>({
  forward: ({ t, x, args, inputAxes }) => t.softmax(x, axisAt(inputAxes[0], args.axis)),
  backward: ({ t, y, dy, args, inputAxes }) => ({
    input: () => t.softmaxGradient(y, dy, axisAt(inputAxes[0], args.axis), { log: false }),
  }),
});
