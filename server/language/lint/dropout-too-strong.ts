import { defineRule } from './rule.ts';

/** GoogLeNet drops 0.7 before its auxiliary classifiers, which is the most among the networks of the course. */
const MOST = 0.8;
const layers: ReadonlySet<string> = new Set(['dropout', 'spatial_dropout']);

export const dropoutTooStrong = defineRule({
  code: 'dropout-too-strong',
  level: 'warning',
  title: 'Dropout that keeps next to nothing',
  what: '`dropout` or `spatial_dropout` drops more than four fifths.',
  why: 'The number is the probability that an element is dropped, as in the paper of Srivastava et al. turned round and in PyTorch; some code gives the probability that it is kept. At 0.9 a tenth of the units learns at each step. Usual are 0.5 for dense layers and 0.1 to 0.3 for convolutions.',
  source: 'CS231n, lecture 7; Srivastava et al., 2014',
  example: `model Net {
  input(image, 28x28x1)
  flatten
  dense(100)
  relu
  dropout(0.9)
  dense(10)
}
`,
  instead: `model Net {
  input(image, 28x28x1)
  flatten
  dense(100)
  relu
  dropout(0.1)
  dense(10)
}
`,
  *check(context) {
    const found = context.everywhere(layers, ({ args }) => {
      const { p } = args;
      return typeof p === 'number' && p > MOST && p < 1 ? p : null;
    });
    for (const { site, found: all } of found) {
      const p = all.reduce((most, one) => Math.max(most, one));
      const keeps = Number((1 - p).toPrecision(2));
      const message = `p is what is dropped: this keeps ${Number((100 * keeps).toPrecision(2))}% of the units. If ${keeps} is what is meant to be dropped, write ${keeps}.`;
      const argument = context.edits.place(site.call)?.args?.find(({ name }) => name === null || name.text === 'p');
      yield { at: argument?.value ?? site.callee, message };
    }
  },
});
