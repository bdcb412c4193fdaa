import { extentsOf, type Tf, type TfTensor } from '../tf.ts';
import type { Asked, Convolve } from './convolve.ts';
import { depthwiseConvolve, isDepthwise } from './depthwise.ts';

/** Group by group, side by side along the channels; depthwise where there are as many groups as channels. */
export function groupedConvolve(tf: Tf, single: Convolve): Convolve {
  const depthwise = depthwiseConvolve(tf);
  const alone = (asked: Asked): Asked => ({ ...asked, groups: 1 });
  const withLast = (shape: readonly number[], extent: number) => shape.with(-1, extent);

  function part(x: TfTensor, group: number, groups: number): TfTensor {
    const count = x.shape[x.rank - 1] / groups;
    const begin = x.shape.map(() => 0).with(-1, group * count);
    return tf.slice(x, begin, withLast(x.shape, count));
  }

  const sideBySide = (groups: number, of: (group: number) => TfTensor) =>
    tf.concat(
      Array.from({ length: groups }, (_, group) => of(group)),
      -1,
    );

  return {
    forward(x, w, shape, asked) {
      const { groups } = asked;
      if (groups === 1) return single.forward(x, w, shape, asked);
      if (isDepthwise(tf, extentsOf(x)[3], asked)) return depthwise.forward(x, w, shape, asked);
      const result = withLast(shape, shape[3] / groups);
      return sideBySide(groups, (g) => single.forward(part(x, g, groups), part(w, g, groups), result, alone(asked)));
    },
    inputGradient(dy, w, shape, asked) {
      const { groups } = asked;
      if (groups === 1) return single.inputGradient(dy, w, shape, asked);
      if (isDepthwise(tf, shape[3], asked)) return depthwise.inputGradient(dy, w, shape, asked);
      const result = withLast(shape, shape[3] / groups);
      return sideBySide(groups, (g) =>
        single.inputGradient(part(dy, g, groups), part(w, g, groups), result, alone(asked)),
      );
    },
    filterGradient(x, dy, shape, asked) {
      const { groups } = asked;
      if (groups === 1) return single.filterGradient(x, dy, shape, asked);
      if (isDepthwise(tf, extentsOf(x)[3], asked)) return depthwise.filterGradient(x, dy, shape, asked);
      const result = withLast(shape, shape[3] / groups);
      return sideBySide(groups, (g) =>
        single.filterGradient(part(x, g, groups), part(dy, g, groups), result, alone(asked)),
      );
    },
  };
}
