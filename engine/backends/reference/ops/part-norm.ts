import type { PartNormOps, Parts } from '../../../ops/part-norm.ts';
import type { ReferenceTensor } from '../tensor.ts';

/** Calls `visit` with each element: where it lies, its part and its channel. */
function each([rows, pixels, groups, channels]: Parts, visit: (i: number, part: number, channel: number) => void) {
  const all = groups * channels;
  for (let i = 0; i < rows * pixels * all; i++) {
    const channel = i % all;
    visit(i, Math.floor(i / all / pixels) * groups + Math.floor(channel / channels), channel);
  }
}

export const partNormOps: PartNormOps<ReferenceTensor> = {
  partNorm({ x, scale, shift }, { y, mean, variance }, { eps, parts }) {
    const [, pixels, , channels] = parts;
    mean.data.fill(0);
    variance.data.fill(0);
    each(parts, (i, part) => {
      mean.data[part] += x.data[i] / pixels / channels;
    });
    each(parts, (i, part) => {
      variance.data[part] += (x.data[i] - mean.data[part]) ** 2 / pixels / channels;
    });
    each(parts, (i, part, channel) => {
      const normalized = (x.data[i] - mean.data[part]) / Math.sqrt(variance.data[part] + eps);
      y.data[i] = normalized * scale.data[channel] + shift.data[channel];
    });
  },
  partNormGradient({ x, scale, mean, variance, dy }, { dx, dScale, dShift }, { eps, parts }) {
    const [, pixels, , channels] = parts;
    const normalized = (i: number, part: number) =>
      (x.data[i] - mean.data[part]) / Math.sqrt(variance.data[part] + eps);
    const [sums, along] = [new Float64Array(mean.data.length), new Float64Array(mean.data.length)];
    dScale.data.fill(0);
    dShift.data.fill(0);
    each(parts, (i, part, channel) => {
      dScale.data[channel] += dy.data[i] * normalized(i, part);
      dShift.data[channel] += dy.data[i];
      sums[part] += dy.data[i] * scale.data[channel];
      along[part] += dy.data[i] * scale.data[channel] * normalized(i, part);
    });
    if (dx === null) return;
    each(parts, (i, part, channel) => {
      const through = (sums[part] + normalized(i, part) * along[part]) / pixels / channels;
      dx.data[i] = (dy.data[i] * scale.data[channel] - through) / Math.sqrt(variance.data[part] + eps);
    });
  },
};
