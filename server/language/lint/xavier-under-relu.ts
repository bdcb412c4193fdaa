import { isWeighted, normalizations, passing, rectifiers, sigmoids, tanhs } from './families.ts';
import { mostOf, type Network } from './network.ts';
import { defineRule } from './rule.ts';

/** Initializers whose variance keeps that of a linear layer or of tanh. */
const linear = new Set(['xavier', 'lecun']);

export const xavierUnderRelu = defineRule({
  code: 'xavier-under-relu',
  level: 'warning',
  title: 'Xavier initialization under ReLU',
  what: 'A `train` starts weights with `xavier()` or `lecun()`, and most of what is weighted flows into ReLU or one of its kin without a normalization in between.',
  why: 'Xavier chooses the variance of the weights such that a linear layer, or tanh near zero, keeps the variance of its input. ReLU sets half of it to zero, so that every layer loses half: after ten layers a thousandth is left, and gradients with it. He initialization has twice the variance for this reason. Networks with batch normalization are not concerned: it restores the scale.',
  source: 'CS231n, lecture 7; He et al., Delving deep into rectifiers, 2015',
  example: `model Net {
  input(image, 28x28x1)
  flatten
  dense(100)
  relu
  dense(100)
  relu
  dense(10)
}
data digits { source = mnist("data"); split = holdout(val=5000) }
train Net on digits {
  loss = softmax()
  init = xavier()
}
`,
  instead: `model Net {
  input(image, 28x28x1)
  flatten
  dense(100)
  relu
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
      if (network === null) continue;
      const [rectified, others] = [halvings(network), saturations(network)];
      if (rectified === 0 || others.total > others.rectified) continue;
      for (const stage of stages) {
        const init = stage.call('init', 'initializer');
        if (init === null || !linear.has(init.call.name)) continue;
        const left = rectified === 1 ? 'half' : power(2, rectified);
        const layers = rectified === 1 ? 'the layer that leads' : `${rectified} layers that lead`;
        const message = `${init.call.name} keeps the variance of a linear layer, and relu takes half of it: behind ${layers} into relu about ${left} is left. he has twice the variance.`;
        yield { at: init.at, message, fixes: [edits.replace('Replace by he()', init.at, 'he()')] };
      }
    }
  },
});

/** Weighted layers in a row that flow into a rectifier without a normalization in between. */
function halvings(network: Network): number {
  const counts = network.along((layer, before) => {
    if (normalizations.has(layer.layer)) return 0;
    return rectifiers.has(layer.layer) && isWeightedBefore(network, layer.id) ? before + 1 : before;
  });
  return mostOf(counts);
}

function saturations({ layers }: Network): { readonly total: number; readonly rectified: number } {
  const rectified = layers.filter(({ layer }) => rectifiers.has(layer)).length;
  return { rectified, total: layers.filter(({ layer }) => sigmoids.has(layer) || tanhs.has(layer)).length };
}

/** Whether a weighted layer is what an activation works on. */
export function isWeightedBefore(network: Network, id: string): boolean {
  const layer = network.maker(id);
  for (let at = layer === null ? null : network.before(layer); at !== null; at = network.before(at)) {
    if (isWeighted(at)) return true;
    if (!passing.has(at.layer)) return false;
  }
  return false;
}

const superscript = (value: number): string =>
  String(value).replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? '');

/** `(½)³ = 1/8`; from a million on `(½)³⁰ ≈ 10⁻⁹`. */
export function power(of: 2 | 4, exponent: number): string {
  const whole = of ** exponent;
  const small = whole < 1e6 ? `1/${whole}` : `10⁻${superscript(Math.round(exponent * Math.log10(of)))}`;
  return `(${of === 2 ? '½' : '¼'})${superscript(exponent)} ${whole < 1e6 ? '=' : '≈'} ${small}`;
}
