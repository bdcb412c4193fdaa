import type { LossRun } from './index.ts';

export const softmax: LossRun = {
  run(ops, scores, out, labels, weight) {
    ops.softmaxCrossEntropy({ scores }, out, { labels, weight });
  },
};
