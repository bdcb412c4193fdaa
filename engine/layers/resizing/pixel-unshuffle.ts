import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { folded } from '../folded.ts';
import type { LayerRun } from '../layer-run.ts';
import { shuffle, unshuffle } from './shuffle.ts';

export const pixel_unshuffle: LayerRun<ArgsOf<typeof layers.pixel_unshuffle>> = folded(2, {
  forward: (node) => unshuffle(node, node.x, node.inputShape, node.args.factor, node.y),
  backward(node) {
    if (node.dx !== null) shuffle(node, node.dy, node.outputShape, node.args.factor, node.dx);
  },
});
