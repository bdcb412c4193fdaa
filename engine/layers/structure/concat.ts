import type { layers } from '../../../model/layers/index.ts';
import { written } from '../../tape/written.ts';
import { axisAt } from './axis-at.ts';

export const concat = written<typeof layers.concat>({
  forward: ({ t, inputs, args, inputAxes }) => t.concat(inputs, axisAt(inputAxes[0], args.axis)),
  backward: ({ t, inputs, dy, args, inputAxes }) => {
    const axis = axisAt(inputAxes[0], args.axis);
    const startOf = (i: number) => inputs.slice(0, i).reduce((sum, { shape }) => sum + shape[axis], 0);
    return { input: (i) => t.narrow(dy, axis, startOf(i), inputs[i].shape[axis]) };
  },
});
