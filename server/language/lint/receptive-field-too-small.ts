import type { GraphLayer } from '../../../model/graph.ts';
import type { LintContext } from './context.ts';
import type { Network } from './network.ts';
import { defineRule, type Finding } from './rule.ts';

/** Of the height and width of the image; NiN on CIFAR sees 27 of 32 pixels, SqueezeNet 1.0 155 of 224. */
const SHARE = 1 / 2;
/** Smaller images are toys. */
const LEAST = 16;
const globalPools = new Set(['global_avgpool', 'global_maxpool', 'adaptive_avgpool', 'adaptive_maxpool']);

export const receptiveFieldTooSmall = defineRule({
  code: 'receptive-field-too-small',
  level: 'information',
  title: 'Features that see only a small part of the image',
  what: 'A model that a `train` trains ends in a global pooling, and what it pools sees less than half of the height and width of an image of 16×16 or more. Nothing behind the pooling has height and width again. Where `flatten` and `dense` follow instead, or attention, or a gate that looks at the whole image, everything is seen and nothing is said.',
  why: 'Each feature is computed from its receptive field alone, and the mean over all places forgets where each was. What is larger than the receptive field is recognized by its parts only: a texture, not a shape.',
  source: 'CS231n, lecture 5; Araujo, Norris and Sim, Computing receptive fields, 2019',
  example: `model Net {
  input(image, 64x64x3)
  conv(32, 3x3, pad=1)
  relu
  conv(32, 3x3, pad=1)
  relu
  global_avgpool
  dense(10)
}
data pictures { source = image_folder("data", 64x64); split = holdout(val=100) }
train Net on pictures { loss = softmax() }
`,
  instead: `model Net {
  input(image, 64x64x3)
  conv(32, 3x3, stride=2, pad=1)
  relu
  conv(32, 3x3, stride=2, pad=1)
  relu
  conv(32, 3x3, stride=2, pad=1)
  relu
  conv(32, 3x3, stride=2, pad=1)
  relu
  conv(32, 3x3, pad=1)
  relu
  global_avgpool
  dense(10)
}
data pictures { source = image_folder("data", 64x64); split = holdout(val=100) }
train Net on pictures { loss = softmax() }
`,
  *check(context) {
    for (const { network } of context.parts.trains) if (network !== null) yield* inNetwork(network, context);
  },
});

function* inNetwork(network: Network, context: LintContext): Iterable<Finding> {
  const { inputs, layers } = network.graph;
  const [image, other] = inputs;
  if (image === undefined || other !== undefined || image.axes.at(-1) !== 'channels') return;
  const [height, width] = image.shape;
  if (typeof height !== 'number' || typeof width !== 'number' || Math.min(height, width) < LEAST) return;
  const last = layers.findLast((layer) => globalPools.has(layer.layer));
  if (last === undefined || !isVector(last) || network.before(last) === null) return;
  const field = network.before(last)?.receptiveField ?? null;
  if (field === null || field[0] >= height * SHARE || field[1] >= width * SHARE) return;
  if (leadsToMap(last, network)) return;
  const at = context.placeOf(last);
  const site = context.siteOf(last);
  if (at === null || (site !== null && site.instances.length > 1)) return;
  const message = `Each feature that ${last.layer} takes the ${last.layer.includes('max') ? 'largest' : 'mean'} of sees ${field[0]}×${field[1]} of ${height}×${width} pixels: what is larger is recognized by its parts only. Strides, pooling or further convolutions before it widen that.`;
  yield { at, message };
}

const isVector = ({ output, axes }: GraphLayer): boolean =>
  output !== null && (axes?.length === 1 || (output.length === 3 && output[0] === 1 && output[1] === 1));

/** Whether a map of more than a pixel follows somewhere: a gate, a decoder. */
function leadsToMap(pool: GraphLayer, network: Network): boolean {
  const seen = new Set([pool.id]);
  for (const layer of network.layers.slice(network.layers.indexOf(pool) + 1)) {
    if (!layer.inputs.some((id) => seen.has(id.split(':')[0] ?? id))) continue;
    seen.add(layer.id);
    if (!isVector(layer)) return true;
  }
  return false;
}
