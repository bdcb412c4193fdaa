import { judgedHeads } from './heads.ts';
import { defineRule } from './rule.ts';

/** Losses of classes, which take scores of either sign. */
const losses = new Set(['softmax', 'hinge', 'squared_hinge', 'binary_cross_entropy', 'focal']);
/** Give nothing below zero. */
const positive = new Set(['relu', 'relu6', 'softplus']);

export const reluBeforeSoftmaxLoss = defineRule({
  code: 'relu-before-softmax-loss',
  level: 'warning',
  title: 'Scores that cannot be negative',
  what: 'The last layer of a network that is trained on classes is `relu`, `relu6` or `softplus`.',
  why: 'A score below zero says that it is not this class. ReLU makes all of them 0, and where it does no gradient comes back: a class whose score is 0 for all images is never learned. The scores come straight from the last dense layer or convolution. (A ReLU before a pooling that ends the network, as in NiN and SqueezeNet, is their design and not meant.)',
  source: 'CS231n, lecture 3',
  example: `model Net {
  input(image, 28x28x1)
  flatten
  dense(10)
  relu
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
  *check(context) {
    for (const train of context.parts.trains) {
      for (const { loss, layer } of judgedHeads(train)) {
        if (!losses.has(loss.call.name) || !positive.has(layer.layer)) continue;
        const site = context.siteOf(layer);
        const message = `The loss ${loss.call.name} takes scores of either sign; behind ${layer.layer} none is below zero, and a class whose score is 0 gets no gradient.`;
        const related = [{ start: loss.at.start, end: loss.at.end, message: 'the loss' }];
        const fixes = site === null ? [] : context.edits.removeLayer(`Remove ${layer.layer}`, site.call);
        yield site === null ? { at: loss.at, message } : { at: site.callee, message, related, fixes };
      }
    }
  },
});
