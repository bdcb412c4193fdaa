import { int } from '../../catalog/arguments.ts';
import type { Fault, Fix } from '../../catalog/fault.ts';
import { describeShape, product, type Shape } from '../../shape.ts';
import { nearestDivisors } from '../divisors.ts';
import { lastExtent, needsFeatures } from '../features.ts';
import { defineLayer, type Inferred } from '../spec.ts';
import { affineArgument, affineWeights, epsilon, groupOfOne } from './affine.ts';
import { leadingExtents, pixels } from './spatial.ts';

export const groupnorm = defineLayer({
  name: 'groupnorm',
  doc: 'Normalizes groups of channels over height and width, each sample by itself, then scales and shifts each channel by learned numbers: does not depend on the batch. One group takes all channels together, as many groups as channels are instancenorm. Steps and items are normalized one by one (PyTorch takes the steps together).',
  source: 'Wu and He, 2018',
  example: 'groupnorm(8)',
  args: {
    groups: int('Into how many groups the channels are divided.', { min: 1 }),
    eps: epsilon,
    affine: affineArgument(true),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args }): Inferred {
    const output = inputs[0] ?? null;
    const { groups, affine } = args;
    const channels = lastExtent(output);
    const wrong = needsFeatures('groupnorm', output) ?? misfit(output, channels, groups);
    if (wrong !== null) return { output, faults: [wrong] };
    const each = output === null ? [null] : [...leadingExtents(output), groups];
    return {
      output,
      weights: affineWeights(affine, channels),
      saved: [
        { name: 'mean', shape: each, perSample: true },
        { name: 'variance', shape: each, perSample: true },
      ],
      arithmetic:
        channels === null || groups === null ? [] : [`${channels}/${groups} = ${channels / groups} channels a group`],
    };
  },
});

function misfit(input: Shape | null, channels: number | null, groups: number | null): Fault | null {
  if (input === null || channels === null || groups === null) return null;
  const area = pixels(input);
  const size = product([channels / groups, area]);
  if (channels % groups === 0 && size !== 1) return null;
  const near = nearestDivisors(channels, groups, 4, (n) => area !== 1 || n < channels);
  const fixes = near.map((n): Fix => {
    const title = `Set groups=${n} ⟶ ${n} of ${channels / n} channels in ${describeShape(input)}`;
    return { kind: 'set', title, argument: 'groups', value: `${n}` };
  });
  if (channels % groups === 0)
    return groupOfOne('groupnorm', `${groups} groups of ${channels}/${groups} = 1`, fixes, 'groups');
  const works = near.length === 0 ? '' : ` Groups that divide ${channels} are ${near.join(', ')}.`;
  const message = `groupnorm: ${channels} channels do not divide into ${groups} groups: ${channels}/${groups} = ${(channels / groups).toFixed(2)}.${works}`;
  return { code: 'groups-do-not-divide', severity: 'error', argument: 'groups', message, fixes };
}
