/**
 * The arithmetic of a window sliding over an axis, shared by convolution and pooling:
 * out = ⌊(in − kernel + pad)/stride⌋ + 1 (CS231n, lecture 5).
 */
import type { Padding, Size } from '../../catalog/arguments.ts';
import type { Fault, Fix, Severity } from '../../catalog/fault.ts';
import { type Extent, formatShape, image, type Shape } from '../../shape.ts';

/** What one output element sees along height and width. */
export interface Window {
  readonly kernel: Size;
  readonly stride: Size;
}

/** One axis worked out. */
export interface WindowAxis {
  readonly out: Extent;
  readonly before: number;
  readonly after: number;
  /** Rows or columns of the input itself, not of the padding, that no window covers. */
  readonly unseen: number;
}

type Sides = readonly [before: number, after: number];

/** Padding of one axis. `same` gives ⌈in/stride⌉ outputs and puts the odd one after (Keras). */
function sides(input: Extent, kernel: number, stride: number, pad: Padding, axis: 0 | 1): Sides {
  if (pad === 'valid') return [0, 0];
  if (pad === 'same') {
    const out = input === null ? null : Math.ceil(input / stride);
    const total = out === null || input === null ? kernel - 1 : Math.max(0, (out - 1) * stride + kernel - input);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  }
  return axis === 0 ? [pad[0], pad[1]] : [pad[2], pad[3]];
}

export function slide(input: Extent, kernel: number, stride: number, pad: Padding, axis: 0 | 1): WindowAxis {
  const [before, after] = sides(input, kernel, stride, pad, axis);
  if (input === null) return { out: null, before, after, unseen: 0 };
  const out = Math.floor((input - kernel + before + after) / stride) + 1;
  const covered = (out - 1) * stride + kernel - before;
  return {
    out,
    before,
    after,
    unseen: out < 1 ? input : Math.max(0, input - covered),
  };
}

/** Both axes of an image; `null` where the window is larger than the padded input. */
export function slideImage(
  shape: Shape | null,
  kernel: Size,
  stride: Size,
  pad: Padding,
): readonly [WindowAxis, WindowAxis] {
  const extents = shape?.extents ?? [null, null, null];
  return [
    slide(extents[0] ?? null, kernel[0], stride[0], pad, 0),
    slide(extents[1] ?? null, kernel[1], stride[1], pad, 1),
  ];
}

const AXES = ['height', 'width'] as const;

/** `(7 − 3 + 2·1)/3 + 1 = 2.67`; uneven padding is written as a sum. */
export function formula(input: Extent, kernel: number, stride: number, before: number, after: number): string {
  const pad = before + after === 0 ? '' : before === after ? ` + 2·${before}` : ` + ${before} + ${after}`;
  const head = `(${input ?? '?'} − ${kernel}${pad})/${stride} + 1`;
  if (input === null) return head;
  const exact = (input - kernel + before + after) / stride + 1;
  return `${head} = ${Number.isInteger(exact) ? exact : exact.toFixed(2)}`;
}

/** The output's arithmetic in words, one line per axis, one for both where they agree. */
export function explain(
  shape: Shape | null,
  kernel: Size,
  stride: Size,
  axes: readonly [WindowAxis, WindowAxis],
): string[] {
  const lines = axes.map((axis, i) => {
    const text = formula(shape?.extents[i] ?? null, kernel[i]!, stride[i]!, axis.before, axis.after);
    const floored = axis.out !== null && !text.endsWith(`= ${axis.out}`) ? `, rounded down to ${axis.out}` : '';
    return text + floored;
  });
  return lines[0] === lines[1] ? [lines[0]!] : lines.map((line, i) => `${AXES[i]}: ${line}`);
}

const sizeText = ([height, width]: Size) => (height === width ? `${height}` : `${height}x${width}`);
const times = ([height, width]: Size) => `${height}×${width}`;

/** `a 7×7`, `an 8×8`: as it is read aloud. */
const withArticle = (extents: string) => `${/^(8|1[18](\D|$))/.test(extents) ? 'an' : 'a'} ${extents}`;

export interface FitQuestion {
  readonly layer: string;
  readonly input: Shape;
  readonly kernel: Size;
  readonly stride: Size;
  readonly pad: Padding;
  /** How bad it is that part of the input is never seen; `null`: rounding down is meant. */
  readonly unseen: Severity | null;
  readonly outChannels: Extent;
}

/**
 * The faults of a window on an image. It is a fault when the kernel is larger than the padded input, and when
 * kernel ≥ stride and rows or columns of the input itself are never covered.
 */
export function fitFaults(question: FitQuestion): Fault[] {
  const { layer, input, kernel, stride, pad } = question;
  const axes = slideImage(input, kernel, stride, pad);
  const plane: Size | null =
    input.extents[0] != null && input.extents[1] != null ? [input.extents[0], input.extents[1]] : null;
  const extents = plane === null ? formatShape(input) : times(plane);
  const what = `${layer} ${times(kernel)}`;
  const small = axes.findIndex((axis) => axis.out !== null && axis.out < 1);
  if (small >= 0) {
    const room = input.extents[small]! + axes[small]!.before + axes[small]!.after;
    const side = `the ${AXES[small]} of ${withArticle(extents)} input${axes[small]!.before + axes[small]!.after > 0 ? ` padded to ${room}` : ''}`;
    const message = `${what} is larger than ${side}: ${kernel[small]} > ${room}.`;
    return [
      {
        code: 'kernel-too-large',
        severity: 'error',
        argument: 'kernel',
        ...suggest(question, ['kernel', 'pad'], message),
      },
    ];
  }
  if (question.unseen === null) return [];
  const missed = axes.findIndex((axis, i) => axis.unseen > 0 && kernel[i]! >= stride[i]!);
  if (missed < 0) return [];
  const { before, after } = axes[missed]!;
  const arithmetic = formula(input.extents[missed]!, kernel[missed]!, stride[missed]!, before, after);
  const message = `${what}, stride ${sizeText(stride)} does not fit ${withArticle(extents)} input: ${arithmetic}; ${unseenText(axes, kernel, stride)} never seen.`;
  return [
    {
      code: 'window-does-not-fit',
      severity: question.unseen,
      argument: 'stride',
      ...suggest(question, ['stride', 'pad', 'kernel'], message),
    },
  ];
}

function unseenText(axes: readonly [WindowAxis, WindowAxis], kernel: Size, stride: Size): string {
  const [rows, columns] = axes.map((axis, i) => (kernel[i]! >= stride[i]! ? axis.unseen : 0)) as [number, number];
  const count = (n: number, one: string) => (n === 1 ? `last ${one}` : `last ${n} ${one}s`);
  if (rows > 0 && columns > 0) {
    return rows === columns && rows === 1
      ? 'the last row and column are'
      : `the ${count(rows, 'row')} and ${count(columns, 'column')} are`;
  }
  const n = rows + columns;
  return `the ${count(n, rows > 0 ? 'row' : 'column')} ${n === 1 ? 'is' : 'are'}`;
}

type Knob = 'stride' | 'pad' | 'kernel';

/** Every small stride, padding or kernel that fits as fixes, strides and paddings also as a closing sentence. */
function suggest(question: FitQuestion, knobs: readonly Knob[], message: string): { message: string; fixes: Fix[] } {
  const fixes: Fix[] = [];
  const sentences: string[] = [];
  for (const knob of knobs) {
    const found = candidates(question, knob);
    if (found.length === 0) continue;
    const values = found.map((fit) => fit.value);
    const several = values.length > 1;
    if (knob === 'stride') sentences.push(several ? `Strides ${listed(values)} fit` : `Stride ${values[0]} fits`);
    else if (sentences.length === 0) sentences.push(`${knob}=${listed(values)} would fit`);
    else if (knob === 'pad') sentences.push(`as ${several ? 'do' : 'does'} ${knob}=${listed(values)}`);
    for (const fit of found) {
      const title = `Set ${knob}=${fit.value} ⟶ ${formatShape(fit.shape)}`;
      fixes.push({ kind: 'set', title, argument: knob, value: fit.value });
    }
  }
  return {
    message: sentences.length === 0 ? message : `${message} ${sentences.join(', ')}.`,
    fixes,
  };
}

const listed = (values: readonly string[]) =>
  values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} and ${values.at(-1)}`;

/** Values that divide exactly; where there are none, values that at least leave nothing unseen. */
function candidates(question: FitQuestion, knob: Knob): { value: string; shape: Shape }[] {
  const { input, kernel, stride, outChannels } = question;
  const largest = Math.max(...kernel);
  const numbers = { stride: range(1, largest + 1), pad: range(0, largest - 1), kernel: range(1, largest + 2) }[knob];
  const fits: { value: string; shape: Shape; exact: boolean }[] = [];
  for (const n of numbers) {
    const tried = {
      kernel: knob === 'kernel' ? ([n, n] as const) : kernel,
      stride: knob === 'stride' ? ([n, n] as const) : stride,
      pad: knob === 'pad' ? ([n, n, n, n] as const) : question.pad,
    };
    if (String(tried[knob]) === String(question[knob])) continue;
    const axes = slideImage(input, tried.kernel, tried.stride, tried.pad);
    if (!axes.every((axis) => axis.out !== null && axis.out >= 1 && axis.unseen === 0)) continue;
    const exact = axes.every(({ before, after }, i) => {
      const room = (input.extents[i] ?? 0) - tried.kernel[i]! + before + after;
      return room % tried.stride[i]! === 0;
    });
    fits.push({ value: String(n), shape: image(axes[0].out, axes[1].out, outChannels), exact });
  }
  const best = fits.some((fit) => fit.exact) ? fits.filter((fit) => fit.exact) : fits;
  return knob === 'stride' ? best : best.slice(0, 2);
}

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
