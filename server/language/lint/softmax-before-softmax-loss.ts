import { judgedHeads } from './heads.ts';
import { defineRule } from './rule.ts';

/** Losses that work on scores, with the layer that they have in themselves. */
const inside: Readonly<Record<string, string>> = {
  softmax: 'softmax',
  dice: 'softmax',
  binary_cross_entropy: 'sigmoid',
  focal: 'sigmoid',
};

export const softmaxBeforeSoftmaxLoss = defineRule({
  code: 'softmax-before-softmax-loss',
  level: 'warning',
  title: 'Softmax before a loss that has its own',
  what: 'The network ends in `softmax` and is trained with `softmax()` or `dice()`, or in `sigmoid` and is trained with `binary_cross_entropy()` or `focal()`.',
  why: 'These losses take scores and turn them into probabilities themselves, which is more exact than the logarithm of a probability. Twice, the probabilities of 10 classes lie between 0.08 and 0.23 whatever the scores: the loss cannot fall below 1.46, and the gradient all but vanishes.',
  source: 'CS231n, lecture 3',
  example: `model Net {
  input(image, 28x28x1)
  flatten
  dense(10)
  softmax
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
        if (inside[loss.call.name] !== layer.layer) continue;
        const site = context.siteOf(layer);
        const message = `The loss ${loss.call.name} takes scores and has a ${layer.layer} of its own: this is the second one.`;
        const related = [{ start: loss.at.start, end: loss.at.end, message: 'the loss' }];
        const fixes = site === null ? [] : context.edits.removeLayer(`Remove ${layer.layer}`, site.call);
        yield site === null ? { at: loss.at, message } : { at: site.callee, message, related, fixes };
      }
    }
  },
});
