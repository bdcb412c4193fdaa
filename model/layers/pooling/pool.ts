/** What maximum and average pooling share: arguments and shape rule. */
import { type ArgumentValues, oneOf, padding, size } from '../../catalog/arguments.ts';
import type { Fault } from '../../catalog/fault.ts';
import { image } from '../../shape.ts';
import { explain, fitFaults, slideImage } from '../convolution/window.ts';
import { needsImage } from '../expect.ts';
import type { InferContext, Inferred } from '../spec.ts';

export const poolArguments = {
  window: size('Height and width of the window; a lone number is square.', {
    min: 1,
  }),
  stride: size('How far the window moves at each step.', { min: 1, default: { sameAs: 'window' } }),
  pad: padding(
    'Padding around the input: it never wins a maximum, and counts as zeros in an average (as in PyTorch).',
    {
      default: [0, 0, 0, 0],
    },
  ),
  round: oneOf(
    'What to do where the window does not divide the input.',
    {
      auto: 'Round down, and say so when rows or columns are never seen.',
      floor: 'Round down; it is meant.',
    },
    { default: 'auto' },
  ),
};

export type PoolArguments = ArgumentValues<typeof poolArguments>;

export function inferPool(layer: string, { inputs, args }: InferContext<typeof poolArguments>): Inferred {
  const input = inputs[0] ?? null;
  const wrong = needsImage(layer, input);
  if (wrong !== null) return { output: null, faults: [wrong] };
  const channels = input?.extents[2] ?? null;
  const { window: kernel, stride, pad, round } = args;
  if (kernel === null || stride === null || pad === null) return { output: image(null, null, channels) };
  const axes = slideImage(input, kernel, stride, pad);
  const unseen = round === 'floor' ? null : 'warning';
  const faults: Fault[] =
    input === null
      ? []
      : fitFaults({
          layer,
          input,
          kernel,
          stride,
          pad,
          unseen,
          outChannels: channels,
        }).map((fault) => inPoolTerms(fault, String(stride) === String(kernel)));
  const fits = axes.every((axis) => axis.out === null || axis.out >= 1);
  return {
    output: fits ? image(axes[0].out, axes[1].out, channels) : image(null, null, channels),
    window: { kernel, stride },
    faults,
    arithmetic: explain(input, kernel, stride, axes),
  };
}

/**
 * A pool's kernel argument is called `window`, and rounding down can be meant. Where the stride follows the window, a
 * window that fits at the present stride is no fix: it would change both.
 */
function inPoolTerms(fault: Fault, strideFollows: boolean): Fault {
  const rename = (argument: string) => (argument === 'kernel' ? 'window' : argument);
  const given = fault.fixes.filter((fix) => !(strideFollows && fix.kind === 'set' && fix.argument === 'kernel'));
  const fixes = given.map((fix) =>
    fix.kind === 'set'
      ? {
          ...fix,
          argument: rename(fix.argument),
          title: fix.title.replace('Set kernel=', 'Set window='),
        }
      : fix,
  );
  if (fault.code === 'window-does-not-fit') {
    fixes.push({
      kind: 'set',
      title: 'Rounding down is meant: round=floor',
      argument: 'round',
      value: 'floor',
    });
  }
  return {
    ...fault,
    ...(fault.argument === undefined ? {} : { argument: rename(fault.argument) }),
    message: fault.message.replaceAll('kernel=', 'window='),
    fixes,
  };
}
