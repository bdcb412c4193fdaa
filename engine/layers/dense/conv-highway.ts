import type { layers } from '../../../model/layers/index.ts';
import { sizeOf } from '../../../model/shape.ts';
import { derived } from '../../tape/derived.ts';
import { gated } from './gate.ts';

export const conv_highway = derived<typeof layers.conv_highway>(({ t, x, args, weights, outputShape }) => {
  const images = t.reshape(x, [sizeOf(x.shape.slice(0, -3)), ...x.shape.slice(-3)]);
  const side = (args.kernel - 1) / 2;
  const sums = (name: string) =>
    t.conv(images, weights[`${name}.weight`], weights[`${name}.bias`], images.shape, {
      stride: [1, 1],
      pad: [side, side, side, side],
    });
  return t.reshape(gated(t, images, sums('transform'), sums('gate'), args), outputShape);
});
