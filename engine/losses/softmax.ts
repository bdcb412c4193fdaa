import type { LossRun } from './loss-run.ts';

export const softmax: LossRun = {
  run({ ops, scores, shape, target, result, gradient, factor }) {
    if (target.kind !== 'classes') throw new Error('softmax compares scores with classes.');
    const [, classes] = shape;
    for (const label of target.values) {
      if (label < 0 || label >= classes)
        throw new Error(`The data has a label ${label}, but the model has ${classes} outputs, 0 to ${classes - 1}.`);
    }
    ops.softmaxCrossEntropy({ scores }, { result, gradient }, { labels: target.values, factor });
  },
};
