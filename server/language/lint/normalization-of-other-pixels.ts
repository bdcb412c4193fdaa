import type { Value } from '../../../model/catalog/arguments.ts';
import { columnsOf } from '../../../model/sources/columns.ts';
import { defineRule } from './rule.ts';

export const normalizationOfOtherPixels = defineRule({
  code: 'normalization-of-other-pixels',
  level: 'warning',
  title: 'Mean and deviation of pixels from 0 to 1',
  what: 'A `fixed` normalization of images has means and deviations of at most 1, as torchvision gives them, and pixels come as 0 to 255.',
  why: 'Subtracting 0.485 from a pixel of 124 leaves 123.5, and dividing that by 0.229 makes 539 of it: what goes into the network is hundreds of times as large as what its weights were made for.',
  source: 'torchvision, transforms.Normalize; CS231n, lecture 7',
  example: `data pictures {
  source    = cifar10("data")
  split     = holdout(val=5000)
  normalize = fixed(mean=[0.485, 0.456, 0.406], std=[0.229, 0.224, 0.225])
}
`,
  instead: `data pictures {
  source    = cifar10("data")
  split     = holdout(val=5000)
  normalize = fixed(mean=[123.675, 116.28, 103.53], std=[58.395, 57.12, 57.375])
}
`,
  *check({ parts, edits }) {
    for (const { source, normalize } of parts.data) {
      if (normalize?.call.name !== 'fixed' || source === null) continue;
      if (columnsOf(source.call).find(({ role }) => role === 'sample')?.kind !== 'image') continue;
      const { mean, std } = normalize.call.args;
      const [means, deviations] = [numbers(mean), numbers(std)];
      if (!deviations.every((value) => value < 1) || !isUnit(means) || means.every((value) => value === 0)) continue;
      const values = [means, deviations].map((list) => `[${list.map(inBytes).join(', ')}]`);
      const written = `fixed(mean=${values[0]}, std=${values[1]})`;
      const message = `These are of pixels from 0 to 1; here they come as 0 to 255. Times 255 that is ${written}.`;
      const fix = edits.replace(`Write ${written}`, normalize.at, written);
      yield { at: normalize.at, message, fixes: [{ ...fix, preferred: false }] };
    }
  },
});

const numbers = (value: Value | undefined): readonly number[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is number => typeof one === 'number');

const isUnit = (values: readonly number[]): boolean =>
  values.length > 0 && values.every((value) => Math.abs(value) <= 1);

/** 0.485 · 255 = 123.675, without the last digits of the arithmetic. */
const inBytes = (value: number): number => Number((value * 255).toPrecision(6));
