/**
 * What layers that are composed of several operations hold between these: how often as many numbers as lie in their inputs,
 * outputs and weights together, at most, forward and backward. Layers that are not named hold nothing.
 */
import type { LayerName } from '../layers/index.ts';

type Times = readonly [forward: number, backward: number];

export const temporaries: { readonly [L in LayerName]?: Times } = {
  separable: [1.4, 2.5],
  conv_transpose: [1.8, 1.4],
  global_maxpool: [0.4, 1.7],
  adaptive_avgpool: [7.5, 7],
  adaptive_maxpool: [1.7, 3.3],
  fractional_maxpool: [0.6, 1.2],
  lppool: [5.5, 17.1],
  upsample: [5.7, 7.8],
  maxunpool: [1.2, 0.7],
  pixel_shuffle: [2.1, 2.1],
  pixel_unshuffle: [1.1, 1.1],
  pad: [1.1, 1.1],
  segmentation_head: [8.8, 8],
  bilinear: [7.3, 22.5],
  maxout: [7.8, 24.3],
  highway: [5.2, 20],
  conv_highway: [4.2, 11.9],
  flatten: [0.6, 0.6],
  reshape: [1.1, 1.1],
  add: [0.7, 0],
  multiply: [0.5, 2.1],
  mean: [1.1, 0.7],
  max: [0.5, 10.4],
  split: [0.5, 0],
  select: [0.6, 0.6],
  prepend_token: [0.8, 0.4],
  prelu: [2.6, 4.2],
  softmax: [1.1, 1.6],
  log_softmax: [1.1, 1.6],
  lrn: [3.2, 6.2],
  l2norm: [2.6, 6.3],
  layer_scale: [0, 0.6],
  spatial_dropout: [1.6, 1.6],
  stochastic_depth: [0.5, 0.5],
  gaussian_noise: [1.1, 0],
  dropconnect: [3.4, 8.8],
  embed: [0, 0.9],
  one_hot: [0.2, 0],
  positional: [0.1, 0.1],
};
