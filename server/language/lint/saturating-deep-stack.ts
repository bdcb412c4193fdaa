import type { GraphLayer } from '../../../model/graph.ts';
import type { LintContext } from './context.ts';
import { isWeighted, normalizations, sigmoids, tanhs } from './families.ts';
import { leastOf, type Network } from './network.ts';
import { defineRule, type Finding } from './rule.ts';
import { isWeightedBefore, power } from './xavier-under-relu.ts';

/** Hidden layers in a row from which it is said. LeNet-5 of 1998 has six of tanh and none of sigmoid. */
const MOST = { sigmoid: 3, tanh: 8 };
/** With an initialization that is too large for tanh, it saturates sooner. */
const MOST_TANH_UNFIT = 4;
/** Made for tanh, or for a linear layer as which it starts. */
const fit = new Set(['xavier', 'lecun', 'orthogonal']);

export const saturatingDeepStack = defineRule({
  code: 'saturating-deep-stack',
  level: 'warning',
  title: 'Sigmoid or tanh in many hidden layers',
  what: 'Three or more hidden layers in a row end in a sigmoid, or eight in tanh (four where a `train` starts weights with something else than `xavier()`, `lecun()` or `orthogonal()`), with no normalization between weights and activation and no way around. Gates, such as squeeze-and-excitation, and recurrences are not concerned.',
  why: 'The slope of the sigmoid is at most ¼, so each such layer leaves at most a quarter of the gradient; where units saturate, both functions leave next to nothing. The first layers then hardly learn.',
  source: 'CS231n, lecture 7; Glorot and Bengio, 2010',
  example: `model Net {
  input(image, 28x28x1)
  flatten
  dense(100); sigmoid
  dense(100); sigmoid
  dense(100); sigmoid
  dense(10)
}
`,
  instead: `model Net {
  input(image, 28x28x1)
  flatten
  dense(100); relu
  dense(100); relu
  dense(100); relu
  dense(10)
}
`,
  *check(context) {
    for (const network of context.parts.networks) {
      yield* findIn(network, sigmoids, MOST.sigmoid, context);
      yield* findIn(network, tanhs, mostTanh(network, context), context);
    }
  },
});

/** A train says how the weights of the network start. */
function mostTanh({ graph }: Network, { parts }: LintContext): number {
  const own = parts.trains.filter(({ item }) => item.model?.text === graph.model);
  const unfit = own.some(({ parts: stages }) =>
    stages.some((stage) => !fit.has(stage.call('init', 'initializer')?.call.name ?? 'he')),
  );
  if (unfit) return MOST_TANH_UNFIT;
  return own.length > 0 ? Number.POSITIVE_INFINITY : MOST.tanh;
}

function* findIn(network: Network, kinds: ReadonlySet<string>, most: number, context: LintContext): Iterable<Finding> {
  if (network.layers.filter(({ layer }) => kinds.has(layer)).length < most) return;
  const saturates = ({ id, layer, recurrence }: GraphLayer) =>
    kinds.has(layer) && recurrence === undefined && isWeightedBefore(network, id);
  const counts = network.along((layer, before) => {
    if (normalizations.has(layer.layer)) return 0;
    return saturates(layer) ? before + 1 : before;
  });
  // Only what stands before further weights is hidden.
  let deepest: { layer: GraphLayer; count: number } | null = null;
  for (const layer of network.layers) {
    if (!isWeighted(layer)) continue;
    const count = leastOf(layer, counts);
    if (count >= most && count > (deepest?.count ?? 0)) deepest = { layer, count };
  }
  if (deepest === null) return;
  const stack = stackBefore(network, deepest.layer, saturates);
  const [first] = stack;
  const at = first === undefined ? null : context.placeOf(first);
  if (first === undefined || at === null) return;
  const { count } = deepest;
  const slope = sigmoids.has(first.layer)
    ? `its slope is at most ¼, which leaves the first of them at most ${power(4, count)} of the gradient`
    : 'where it saturates its slope is next to nothing, and the first of them hardly learn';
  const message = `${count} hidden layers in a row end in ${first.layer}: ${slope}. relu does not saturate, and a batchnorm before ${first.layer} keeps it where it is steep.`;
  const sites = stack.map((layer) => context.siteOf(layer));
  const callees = [...new Set(sites)].flatMap((site) => (site === null ? [] : [site.callee]));
  const bare = callees.every((callee) => context.edits.text(callee) === first.layer);
  const fixes =
    sites.includes(null) || !bare
      ? []
      : [
          {
            title: `Replace ${callees.length === 1 ? 'it' : `all ${callees.length}`} by relu`,
            changes: callees.map(({ start, end }) => ({ start, end, text: 'relu' })),
            preferred: false,
          },
        ];
  yield { at, message, fixes };
}

/** The saturating layers that lead to a layer, the first one first, along the way that has the fewest. */
function stackBefore(network: Network, end: GraphLayer, saturates: (layer: GraphLayer) => boolean): GraphLayer[] {
  const stack: GraphLayer[] = [];
  for (let at = network.maker(end.inputs[0] ?? ''); at !== null; at = network.maker(at.inputs[0] ?? '')) {
    if (normalizations.has(at.layer)) break;
    if (saturates(at)) stack.unshift(at);
  }
  return stack;
}
