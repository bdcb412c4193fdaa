/** What is wrong with a pool's window: a warning where part of the input is never seen, since rounding can be meant. */
import type { Fault, Fix } from '../../catalog/fault.ts';
import type { Extent, Shape } from '../../shape.ts';
import { resultText } from '../expect.ts';
import { outputExtents, type Sliding, slideAll, spanOf } from '../window/arithmetic.ts';
import { MOST_TRIED } from '../window/candidates.ts';
import { type FitQuestion, fitFaults, fits } from '../window/faults.ts';
import { times } from '../window/words.ts';

export type Round = 'auto' | 'floor' | 'ceil';

export interface PoolQuestion {
  readonly layer: string;
  /** The input without leading axes. */
  readonly core: Shape;
  readonly sliding: Sliding;
  readonly round: Round;
  readonly pads: 'half' | 'none';
  readonly outputOf: (extents: readonly Extent[]) => Shape;
}

export function poolFaults(asked: PoolQuestion): Fault[] {
  const { layer, core: input, sliding, round, pads, outputOf } = asked;
  const question: FitQuestion = {
    layer,
    input,
    sliding,
    unseen: round === 'floor' ? null : 'warning',
    kernelName: 'window',
    strideFollows: String(sliding.stride) === String(sliding.kernel),
    pads,
    outputOf,
  };
  const hidden = inPadding(question);
  if (hidden !== null) return [hidden];
  return fitFaults(question).map((fault) =>
    fault.code === 'window-does-not-fit' ? withRounding(fault, asked) : fault,
  );
}

/** Rounding can also be meant, either way. */
function withRounding(fault: Fault, { core, sliding, outputOf }: PoolQuestion): Fault {
  const up = outputOf(outputExtents(slideAll(core.extents, { ...sliding, ceil: true })));
  const fixes: Fix[] = [
    { kind: 'set', title: `Round up: round=ceil ⟶ ${resultText(up)}`, argument: 'round', value: 'ceil' },
    { kind: 'set', title: 'Rounding down is meant: round=floor', argument: 'round', value: 'floor' },
  ];
  return { ...fault, fixes: [...fault.fixes, ...fixes] };
}

/** A window that can lie in the padding alone has nothing to summarize; PyTorch refuses more than half a window. */
function inPadding(question: FitQuestion): Fault | null {
  const { layer, input, sliding, outputOf } = question;
  const { kernel, dilation, pad } = sliding;
  if (typeof pad === 'string') return null;
  const spans = kernel.map((size, i) => spanOf(size, dilation[i]!));
  const at = pad.findIndex((count, side) => count >= spans[Math.floor(side / 2)]!);
  if (at < 0) return null;
  const half = Math.floor(Math.min(...spans) / 2);
  const message = `${layer}: a window of ${times(spans)} can lie in the padding of ${pad[at]} alone, where it sees nothing of the input. Up to half the window, pad=${half}, it always sees some.`;
  const fixes = Array.from({ length: Math.min(half + 1, MOST_TRIED) }, (_, n): Fix | null => {
    const tried = { ...sliding, pad: pad.map(() => n) };
    if (!fits({ ...question, sliding: tried })) return null;
    const output = outputOf(outputExtents(slideAll(input.extents, tried)));
    return { kind: 'set', title: `Set pad=${n} ⟶ ${resultText(output)}`, argument: 'pad', value: `${n}` };
  });
  return {
    code: 'window-in-padding',
    severity: 'error',
    argument: 'pad',
    message,
    fixes: fixes.filter((fix) => fix !== null),
  };
}
