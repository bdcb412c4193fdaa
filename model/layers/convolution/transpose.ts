/**
 * The arithmetic of a transposed convolution:
 * out = (in − 1)·stride − pad + dilation·(kernel − 1) + 1 + output_pad (Dumoulin and Visin, 2016, relationship 14).
 */
import type { Padding, Size } from '../../catalog/arguments.ts';
import type { Fault, Fix } from '../../catalog/fault.ts';
import type { Extent, Shape } from '../../shape.ts';
import type { FieldWindow } from '../spec.ts';
import { spanOf } from '../window/arithmetic.ts';
import { MOST_TRIED } from '../window/candidates.ts';
import { inputText, sizeText, times } from '../window/words.ts';

export interface Spread {
  readonly kernel: Size;
  readonly stride: Size;
  readonly pad: Padding;
  readonly outputPad: Size;
  readonly dilation: Size;
}

/** One axis worked out; `before` and `after` are cut off, and a negative `after` is added. */
export interface SpreadAxis {
  readonly out: Extent;
  readonly span: number;
  readonly before: number;
  readonly after: number;
}

export function spread(extents: readonly Extent[] | null, asked: Spread): readonly SpreadAxis[] {
  const { kernel, stride, pad, outputPad, dilation } = asked;
  return kernel.map((size, i) => {
    const span = spanOf(size, dilation[i]!);
    const surplus = span - stride[i]! + outputPad[i]!;
    const before = pad === 'valid' ? 0 : pad === 'same' ? Math.max(0, Math.floor(surplus / 2)) : pad[2 * i]!;
    const after = pad === 'valid' ? 0 : pad === 'same' ? surplus - before : pad[2 * i + 1]!;
    const extent = extents?.[i] ?? null;
    const out = extent === null ? null : (extent - 1) * stride[i]! - before - after + span + outputPad[i]!;
    return { out, span, before, after };
  });
}

/** `(14 − 1)·2 − 2·1 + 4 = 28`. */
export function explainSpread(input: Shape | null, asked: Spread, axes: readonly SpreadAxis[]): string[] {
  const lines = axes.map(({ out, before, after }, i) => {
    const cut = before + after === 0 ? '' : before === after ? ` − 2·${before}` : ` − ${before} − ${after}`;
    const kernel = asked.kernel[i]!;
    const window = asked.dilation[i] === 1 ? `${kernel}` : `${asked.dilation[i]}·(${kernel} − 1) + 1`;
    const added = asked.outputPad[i] === 0 ? '' : ` + ${asked.outputPad[i]}`;
    const text = `(${input?.extents[i] ?? '?'} − 1)·${asked.stride[i]}${cut.replace('− -', '+ ')} + ${window}${added}`;
    return out === null ? text : `${text} = ${out}`;
  });
  return lines[0] === lines[1] ? [lines[0]!] : [`height: ${lines[0]}`, `width: ${lines[1]}`];
}

/** An output element sees ⌈span/stride⌉ inputs at most; it is centered at (cut + its place − (span − 1)/2)/stride. */
export function spreadField(axes: readonly Omit<SpreadAxis, 'out'>[], stride: Size): FieldWindow {
  const pair = (of: (axis: Omit<SpreadAxis, 'out'>, stride: number) => number): readonly [number, number] => [
    of(axes[0]!, stride[0]),
    of(axes[1]!, stride[1]),
  ];
  const seen = (span: number, step: number) => Math.ceil(span / step);
  return {
    kernel: pair(({ span }, step) => seen(span, step)),
    stride: pair((_, step) => 1 / step),
    before: pair(({ span, before }, step) => (seen(span, step) - 1) / 2 - (before - (span - 1) / 2) / step),
  };
}

type Title = (extents: readonly Extent[]) => string;

const fixOf = (argument: string, value: number, asked: Spread, input: Shape | null, title: Title): Fix | null => {
  const tried =
    argument === 'pad'
      ? { ...asked, pad: [value, value, value, value] as const }
      : { ...asked, outputPad: [value, value] as const };
  const outs = spread(input?.extents ?? null, tried).map(({ out }) => out);
  if (outs.some((out) => out !== null && out < 1)) return null;
  return { kind: 'set', title: `Set ${argument}=${value} ⟶ ${title(outs)}`, argument, value: `${value}` };
};

const upTo = (count: number) => Array.from({ length: Math.min(MOST_TRIED, Math.max(0, count)) }, (_, n) => n);

/** PyTorch refuses an output_pad that neither stride nor dilation exceeds: those rows would see no input at all. */
export function outputPadFault(input: Shape | null, asked: Spread, title: Title): Fault | null {
  const { stride, dilation, outputPad } = asked;
  const limits = stride.map((step, i) => Math.max(step, dilation[i]!));
  if (outputPad.every((value, i) => value < limits[i]!)) return null;
  const limit = Math.min(...limits);
  const message = `conv_transpose: output_pad=${sizeText(outputPad)} is not less than stride ${sizeText(stride)} or dilation ${sizeText(dilation)}; rows and columns beyond see no input. output_pad can be 0${limit > 1 ? ` to ${limit - 1}` : ''}.`;
  const fixes = upTo(limit).flatMap((n) => fixOf('output_pad', n, asked, input, title) ?? []);
  return { code: 'output-pad-too-large', severity: 'error', argument: 'output_pad', message, fixes };
}

/** Padding that leaves nothing of the output. */
export function tooSmall(input: Shape | null, asked: Spread, title: Title): Fault | null {
  const axes = spread(input?.extents ?? null, asked);
  const at = axes.findIndex(({ out }) => out !== null && out < 1);
  if (input === null || at < 0) return null;
  const arithmetic =
    explainSpread(input, asked, axes).at(axes.length > 1 ? at : 0) ?? explainSpread(input, asked, axes)[0];
  const { before, after } = axes[at]!;
  const fixes = upTo(Math.max(before, after)).flatMap((n) => fixOf('pad', n, asked, input, title) ?? []);
  const values = fixes.flatMap((fix) => (fix.kind === 'set' ? [fix.value] : []));
  const largest =
    values.length === 0 ? '' : ` pad can be ${values.length === 1 ? values[0] : `0 to ${values.at(-1)}`}.`;
  const message = `conv_transpose ${times(asked.kernel)}, stride ${sizeText(asked.stride)} leaves nothing of ${inputText(input)}: ${arithmetic}.${largest}`;
  return { code: 'output-empty', severity: 'error', argument: 'pad', message, fixes };
}
