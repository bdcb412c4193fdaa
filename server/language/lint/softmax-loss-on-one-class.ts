import { judgedHeads } from './heads.ts';
import { defineRule } from './rule.ts';

const losses = new Set(['softmax', 'hinge', 'squared_hinge']);

export const softmaxLossOnOneClass = defineRule({
  code: 'softmax-loss-on-one-class',
  level: 'warning',
  title: 'A loss of classes on a single score',
  what: 'A head with one output is trained with `softmax()`, `hinge()` or `squared_hinge()`.',
  why: 'Softmax compares the scores of classes; of one alone the probability is always 1, the loss always 0 and so is the gradient: nothing is learned. A yes or no takes one output and `binary_cross_entropy()`, or two outputs and `softmax()`.',
  source: 'CS231n, lecture 3',
  example: `model Net {
  input(image, 28x28x1)
  flatten
  dense(1)
}
data digits { source = mnist("data"); split = holdout(val=5000) }
train Net on digits { loss = softmax() }
`,
  instead: `model Net {
  input(image, 28x28x1)
  flatten
  dense(10)
}
data digits { source = mnist("data"); split = holdout(val=5000) }
train Net on digits { loss = softmax() }
`,
  *check({ parts }) {
    for (const train of parts.trains) {
      for (const { loss, layer, shape } of judgedHeads(train)) {
        if (!losses.has(loss.call.name) || shape?.extents.at(-1) !== 1) continue;
        const message = `${loss.call.name} compares the scores of classes, and ${layer.id} gives one: the loss is always 0 and nothing is learned. For yes or no: binary_cross_entropy().`;
        yield { at: loss.at, message };
      }
    }
  },
});
