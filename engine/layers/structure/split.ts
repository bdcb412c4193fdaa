import type { layers } from '../../../model/layers/index.ts';
import { written } from '../../tape/written.ts';
import { axisAt } from './axis-at.ts';

export const split = written<typeof layers.split>({
  forward({ t, x, args, inputAxes, outputShapes }) {
    const axis = axisAt(inputAxes[0], args.axis);
    let from = 0;
    return outputShapes.map((shape) => {
      const part = t.narrow(x, axis, from, shape[axis]);
      from += shape[axis];
      return part;
    });
  },
  backward: ({ t, dys, args, inputAxes, outputShapes }) => ({
    input: () =>
      t.concat(
        dys.map((dy, i) => dy ?? t.fill(0, outputShapes[i])),
        axisAt(inputAxes[0], args.axis),
      ),
  }),
});
