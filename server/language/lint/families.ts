/** Layers that rules treat alike. */
import type { GraphLayer } from '../../../model/graph.ts';
import type { LayerName } from '../../../model/layers/index.ts';

const setOf = (...names: readonly LayerName[]): ReadonlySet<string> => new Set(names);

/** Half of the inputs give nothing or nearly nothing; He initialization is made for them. */
export const rectifiers = setOf(
  'relu',
  'leaky_relu',
  'prelu',
  'relu6',
  'elu',
  'gelu',
  'swish',
  'hard_swish',
  'softplus',
);
/** Slopes of at most ¼: with a hidden layer of them the gradient shrinks at least as much. */
export const sigmoids = setOf('sigmoid', 'hard_sigmoid');
/** Slope 1 at zero and almost none far from it. */
export const tanhs = setOf('tanh', 'hard_tanh', 'softsign');
export const batchNormalizations = setOf('batchnorm', 'instancenorm');
export const normalizations = setOf('batchnorm', 'instancenorm', 'layernorm', 'groupnorm', 'lrn', 'l2norm');
export const dropouts = setOf('dropout', 'spatial_dropout');
export const pools = setOf(
  'maxpool',
  'avgpool',
  'lppool',
  'fractional_maxpool',
  'adaptive_avgpool',
  'adaptive_maxpool',
  'global_avgpool',
  'global_maxpool',
);

/** One tensor in, one out, whose size of values stays what it was. */
export const passing = setOf(
  'maxpool',
  'avgpool',
  'global_avgpool',
  'global_maxpool',
  'adaptive_avgpool',
  'adaptive_maxpool',
  'flatten',
  'reshape',
  'permute',
  'identity',
  'pad',
  'crop',
  'upsample',
  'pixel_shuffle',
  'pixel_unshuffle',
  'dropout',
  'spatial_dropout',
);

/** Whether the layer sums inputs with learned weights. */
export const isWeighted = ({ weights }: GraphLayer): boolean =>
  weights.some(({ role, fan }) => role === 'weight' && fan !== undefined);
