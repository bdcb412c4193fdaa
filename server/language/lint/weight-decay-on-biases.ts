import { defineRule } from './rule.ts';

export const weightDecayOnBiases = defineRule({
  code: 'weight-decay-on-biases',
  level: 'warning',
  title: 'Weight decay on biases and normalization',
  what: 'A regularizer is told to punish biases, scales and shifts too: `l2(…, biases=true)`, likewise `l1` and `elastic`.',
  why: 'Biases do not multiply the input: large ones do not make a function steep, and pulling them towards zero only keeps it from fitting. The scale of a batch normalization pulled towards zero switches its channel off. Weights alone decay.',
  source: 'CS231n, lecture 3; Goodfellow, Bengio and Courville, Deep learning, section 7.1',
  example: `model Net {
  input(image, 28x28x1)
  flatten
  dense(10)
}
data digits { source = mnist("data"); split = holdout(val=5000) }
train Net on digits { loss = softmax() + l2(1e-4, biases=true) }
`,
  instead: `model Net {
  input(image, 28x28x1)
  flatten
  dense(10)
}
data digits { source = mnist("data"); split = holdout(val=5000) }
train Net on digits { loss = softmax() + l2(1e-4) }
`,
  *check({ parts, edits }) {
    for (const train of parts.trains) {
      for (const stage of train.parts) {
        for (const regularizer of stage.losses().regularizers) {
          const biases = regularizer.given.get('biases');
          if (regularizer.call.args.biases !== true || biases === undefined) continue;
          const message = `${regularizer.call.name} punishes biases, scales and shifts here. They do not make the network steep; decay them and it only fits less.`;
          yield {
            at: biases,
            message,
            fixes: [edits.setInCall('Set biases=false', regularizer, 'biases', 'false')],
          };
        }
      }
    }
  },
});
