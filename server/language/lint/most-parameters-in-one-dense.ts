import { count } from '../../../model/units.ts';
import { defineRule } from './rule.ts';

const SHARE = 1 / 2;
/** Smaller networks have nothing to save. */
const LEAST = 1_000_000;

export const mostParametersInOneDense = defineRule({
  code: 'most-parameters-in-one-dense',
  level: 'off',
  title: 'One dense layer with most of the parameters',
  what: 'A dense layer behind a flattened map holds more than half of the parameters of a model that has a million or more. Off by default: AlexNet and VGG are built so.',
  why: 'Every feature of every pixel gets a weight for each unit. The mean of each channel over the image (`global_avgpool`) in place of `flatten` takes as many times fewer weights as the map has pixels, overfits less and takes any image size: this is what GoogLeNet and ResNet do.',
  source: 'CS231n, lecture 9; Lin, Chen and Yan, Network in network, 2014',
  example: `model Net {
  input(image, 64x64x3)
  conv(32, 3x3, pad=1)
  relu
  maxpool(2x2)
  flatten
  dense(100)
  relu
  dense(10)
}
`,
  instead: `model Net {
  input(image, 64x64x3)
  conv(32, 3x3, pad=1)
  relu
  maxpool(2x2)
  conv(64, 3x3, pad=1)
  relu
  maxpool(2x2)
  conv(128, 5x5, pad=2)
  relu
  maxpool(2x2)
  conv(128, 5x5, pad=2)
  relu
  global_avgpool
  dense(10)
}
`,
  *check(context) {
    for (const network of context.parts.networks) {
      const { params } = network.graph;
      if (params === null || params < LEAST) continue;
      for (const layer of network.layers) {
        if (layer.layer !== 'dense' || layer.params === null || layer.params <= params * SHARE) continue;
        const flat = network.before(layer);
        const map = flat?.layer === 'flatten' ? network.before(flat) : null;
        const [height, width, channels] = map?.axes?.length === 3 ? (map.output ?? []) : [];
        const units = layer.output?.at(-1);
        const at = context.placeOf(layer);
        if (height == null || width == null || channels == null || units == null || at === null) continue;
        if (height * width === 1) continue;
        const share = Math.round((100 * layer.params) / params);
        const message = `${layer.id} has ${count(layer.params)} of ${count(params)} parameters (${share}%): ${height}×${width}×${channels} features for ${units} units. Behind global_avgpool it had ${count(channels * units)}.`;
        yield { at, message };
      }
    }
  },
});
