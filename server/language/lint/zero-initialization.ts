import { isWeighted } from './families.ts';
import { mostOf, type Network } from './network.ts';
import { defineRule } from './rule.ts';

export const zeroInitialization = defineRule({
  code: 'zero-initialization',
  level: 'warning',
  title: 'All weights start at one number',
  what: 'A `train` starts weights with `zeros()` or `constant(…)` in a network with a hidden layer.',
  why: 'Units of a layer that start the same compute the same, get the same gradient and stay the same for ever: a layer of a hundred units is worth one. From zero, hidden layers get no gradient at all. Only a linear classifier, which has no hidden layer, can start there.',
  source: 'CS231n, lecture 7',
  example: `model Net {
  input(image, 28x28x1)
  flatten
  dense(100)
  relu
  dense(10)
}
data digits { source = mnist("data"); split = holdout(val=5000) }
train Net on digits {
  loss = softmax()
  init = zeros()
}
`,
  instead: `model Net {
  input(image, 28x28x1)
  flatten
  dense(100)
  relu
  dense(10)
}
data digits { source = mnist("data"); split = holdout(val=5000) }
train Net on digits {
  loss = softmax()
  init = he()
}
`,
  *check({ parts, edits }) {
    for (const { network, parts: stages } of parts.trains) {
      if (network === null || depth(network) < 2) continue;
      for (const stage of stages) {
        const init = stage.call('init', 'initializer');
        if (init === null || (init.call.name !== 'zeros' && init.call.name !== 'constant')) continue;
        const message = `${init.call.name} starts all units of a hidden layer the same, and gradients keep them the same: each layer learns what one unit could. he starts them at random.`;
        yield { at: init.at, message, fixes: [edits.replace('Replace by he()', init.at, 'he()')] };
      }
    }
  },
});

/** Weighted layers one behind the other. */
const depth = (network: Network): number =>
  mostOf(network.along((layer, before) => (isWeighted(layer) ? before + 1 : before)));
