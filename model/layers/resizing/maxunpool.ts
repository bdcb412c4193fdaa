import { tensor, type Value } from '../../catalog/arguments.ts';
import type { Fault, Fix } from '../../catalog/fault.ts';
import { extentAlong, isImage, type Shape } from '../../shape.ts';
import { spreadField } from '../convolution/transpose.ts';
import { givenText, resultText } from '../expect.ts';
import { defineLayer, type FieldWindow, type Origin } from '../spec.ts';
import { slideAll } from '../window/arithmetic.ts';

const pools: readonly string[] = ['maxpool', 'maxpool1d', 'maxpool3d'];

export const maxunpool = defineLayer({
  name: 'maxunpool',
  doc: 'Puts every value back where a maxpool took its maximum, and zeros everywhere else; where windows overlapped and one value was taken twice, what comes back is summed. The output has the shape of what that pool was given, so a pair of them is symmetric as in SegNet; PyTorch (MaxUnpool2d) is handed the indices and the size instead.',
  source: 'Zeiler and Fergus, 2014; Noh, Hong and Han, 2015; CS231n, lecture 11',
  example: 'maxunpool(p1)',
  args: { of: tensor('The output of the maxpool to undo, by name.', { required: true }) },
  keeps: [],
  inputOf: 'of',
  memory: 'own',
  infer({ inputs, args: { of }, tensors = {}, origins = {} }) {
    const pooled = tensors.of;
    if (pooled === undefined || of === null) return { output: null, global: true };
    const origin = origins.of;
    if (origin === undefined || !pools.includes(origin.layer)) {
      const made = origin === undefined ? 'is not the output of one' : `comes from ${origin.layer}`;
      const message = `maxunpool puts values back where a maxpool took them; ${of} ${made}.`;
      const fault: Fault = { code: 'not-a-maxpool', severity: 'error', argument: 'of', message, fixes: [] };
      return { output: null, faults: [fault] };
    }
    const input = inputs[0] ?? null;
    const output = origin.inputs[0] ?? null;
    const fault = disagreement(of, input, pooled, output);
    return {
      output,
      // Backward picks the gradient up at these places.
      ...(pooled === null ? {} : { saved: [{ name: 'indices', shape: pooled.extents, perSample: true }] }),
      ...fieldOfPool(origin),
      faults: fault === null ? [] : [fault],
      arithmetic: [`${resultText(input)} back into ${resultText(output)}`],
    };
  },
});

/** What flows in has one value for each that the pool put out. */
function disagreement(of: string, input: Shape | null, pooled: Shape | null, output: Shape | null): Fault | null {
  if (input === null || pooled === null) return null;
  const alike = (a: Shape, b: Shape, from: number) =>
    a.extents.length === b.extents.length &&
    a.axes.every((axis, i) => axis === b.axes[i]) &&
    a.extents.every((extent, i) => i >= from || extent === null || b.extents[i] === null || extent === b.extents[i]);
  if (alike(input, pooled, Number.POSITIVE_INFINITY)) return null;
  const channels = extentAlong(pooled, 'channels');
  const fixes: Fix[] = [];
  if (channels != null && alike(input, pooled, input.extents.length - 1)) {
    const statement = `conv(${channels}, 1x1)`;
    if (isImage(input)) fixes.push({ kind: 'insert', title: `Insert ${statement} ⟶ ${resultText(output)}`, statement });
  }
  const message = `maxunpool: ${of} put out ${givenText(pooled)}, and ${givenText(input)} comes to be put back: they must agree.`;
  return { code: 'shapes-disagree', severity: 'error', argument: 'of', message, fixes };
}

const numbers = (value: Value | undefined): readonly number[] | null =>
  Array.isArray(value) && value.every((n) => typeof n === 'number') ? value : null;

/** A pool along height and width, seen from behind. */
function fieldOfPool({ layer, args, inputs }: Origin): { window: FieldWindow } | { global: true } | undefined {
  if (layer !== 'maxpool') return undefined;
  const [kernel, stride, dilation] = [numbers(args.window), numbers(args.stride), numbers(args.dilation)];
  const pad = args.pad === 'same' || args.pad === 'valid' ? args.pad : numbers(args.pad);
  if (kernel === null || stride === null || dilation === null || pad === null) return { global: true };
  const slid = inputs[0]?.extents.slice(-3) ?? null;
  return { window: spreadField(slideAll(slid, { kernel, stride, dilation, pad }), [stride[0]!, stride[1]!]) };
}
