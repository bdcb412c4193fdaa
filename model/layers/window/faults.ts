/**
 * The faults of a window: it is one when the kernel is larger than the padded input, and when kernel ≥ stride and part of
 * the input itself, not of the padding, is never reached. A stride longer than the kernel leaves gaps that are meant,
 * as are those of dilation.
 */
import type { Fault, Fix, Severity } from '../../catalog/fault.ts';
import type { Extent, Shape } from '../../shape.ts';
import { resultText } from '../expect.ts';
import { type Sliding, slideAll, type WindowAxis } from './arithmetic.ts';
import { candidates, type Knob, type Search } from './candidates.ts';
import { formula, inputText, listed, sizeText, times, unseenText } from './words.ts';

export interface FitQuestion {
  readonly layer: string;
  /** The axes slid along, then channels or features; without leading axes. */
  readonly input: Shape;
  readonly sliding: Sliding;
  /** How bad it is that part of the input is never seen; `null`: rounding down is meant. */
  readonly unseen: Severity | null;
  /** What the argument of the kernel is called. */
  readonly kernelName?: 'kernel' | 'window';
  readonly strideFollows?: boolean;
  readonly pads?: Search['pads'];
  /** The whole output for the extents along the axes. */
  readonly outputOf: (extents: readonly Extent[]) => Shape;
}

/** At most one fault: of a window that does not go in nothing else is said. */
export function fitFaults(question: FitQuestion, axes = slideAll(question.input.extents, question.sliding)): Fault[] {
  const small = axes.findIndex(({ out }) => out !== null && out < 1);
  if (small >= 0) return [tooLarge(question, axes, small)];
  if (question.unseen === null) return [];
  const { stride } = question.sliding;
  const unseen = axes.map((axis, i) => (axis.span >= stride[i]! ? axis.unseen : 0));
  return unseen.some((count) => count > 0) ? [doesNotFit(question, question.unseen, axes, unseen)] : [];
}

/** Whether there is no fault. */
export function fits({ input, sliding, unseen }: FitQuestion): boolean {
  const { stride } = sliding;
  return slideAll(input.extents, sliding).every(
    (axis, i) =>
      (axis.out === null || axis.out >= 1) && (unseen === null || axis.span < stride[i]! || axis.unseen <= 0),
  );
}

function whatText({ layer, sliding: { kernel, dilation } }: FitQuestion): string {
  const dilated = dilation.every((d) => d === 1) ? '' : ` dilated by ${sizeText(dilation)}`;
  return `${layer} ${times(kernel)}${dilated}`;
}

function tooLarge(question: FitQuestion, axes: readonly WindowAxis[], at: number): Fault {
  const { input, sliding, kernelName = 'kernel' } = question;
  const { before, after, span } = axes[at]!;
  const room = input.extents[at]! + before + after;
  const along = axes.length === 1 ? '' : `the ${input.axes[at]} of `;
  const padded = before + after > 0 ? ` padded to ${room}` : '';
  const dilation = sliding.dilation[at]!;
  const extent = dilation === 1 ? `${span}` : `${dilation}·(${sliding.kernel[at]} − 1) + 1 = ${span}`;
  const message = `${whatText(question)} is larger than ${along}${inputText(input)}${padded}: ${extent} > ${room}.`;
  const wrong = axes.map(({ out }) => out !== null && out < 1);
  const suggested = suggest(question, wrong, ['kernel', 'pad'], message);
  return { code: 'kernel-too-large', severity: 'error', argument: kernelName, ...suggested };
}

function doesNotFit(
  question: FitQuestion,
  severity: Severity,
  axes: readonly WindowAxis[],
  unseen: readonly number[],
): Fault {
  const { input, sliding } = question;
  const at = unseen.findIndex((count) => count > 0);
  const arithmetic = formula(input.extents[at]!, sliding, at, axes[at]!);
  const missed = unseenText(input.axes, unseen);
  const message = `${whatText(question)}, stride ${sizeText(sliding.stride)} does not fit ${inputText(input)}: ${arithmetic}; ${missed} never seen.`;
  const wrong = unseen.map((count) => count > 0);
  const suggested = suggest(question, wrong, ['stride', 'pad', 'kernel'], message);
  return { code: 'window-does-not-fit', severity, argument: 'stride', ...suggested };
}

/** Every value that fits as a fix; strides, or the two smallest others, also as a closing sentence. */
function suggest(question: FitQuestion, wrong: readonly boolean[], knobs: readonly Knob[], message: string) {
  const { input, sliding, kernelName = 'kernel', strideFollows = false, pads = 'any', outputOf } = question;
  const search: Search = { extents: input.extents, sliding, wrong, strideFollows, pads, outputOf };
  const fixes: Fix[] = [];
  const sentences: string[] = [];
  for (const knob of sliding.dilation.some((d) => d > 1) ? [...knobs, 'dilation' as const] : knobs) {
    const found = candidates(search, knob);
    if (found.length === 0) continue;
    const argument = knob === 'kernel' ? kernelName : knob;
    const values = found.map(({ value }) => value);
    const few = listed(values.slice(0, 2));
    if (knob === 'stride') sentences.push(values.length > 1 ? `Strides ${listed(values)} fit` : `Stride ${few} fits`);
    else if (sentences.length === 0) sentences.push(`${argument}=${few} would fit`);
    else if (knob === 'pad') sentences.push(`as ${values.length > 1 ? 'do' : 'does'} ${argument}=${few}`);
    for (const { value, output } of found) {
      fixes.push({ kind: 'set', title: `Set ${argument}=${value} ⟶ ${resultText(output)}`, argument, value });
    }
  }
  return { message: sentences.length === 0 ? message : `${message} ${sentences.join(', ')}.`, fixes };
}
