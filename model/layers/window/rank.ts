/** A window given a tensor of another rank: `conv` on steps becomes `conv1d`, `maxpool1d` on an image `maxpool`. */
import type { Fix } from '../../catalog/fault.ts';
import type { Shape } from '../../shape.ts';
import { type Rank, rankOf, resultText, wrongAxes } from '../expect.ts';
import type { Inferred } from '../spec.ts';
import type { Sliding } from './arithmetic.ts';

interface Asked {
  readonly layer: string;
  readonly rank: Rank;
  readonly sliding: Sliding | null;
  /** The name that the layers for all ranks share. */
  readonly family?: string;
}

/** The input has axes that this layer does not slide along; where another of its family does, and its window fits, the fix calls that. */
export function misplaced<A extends Asked>(
  asked: A,
  input: Shape,
  kernelName: 'kernel' | 'window',
  infer: (asked: A) => Inferred,
): Inferred {
  const { family, sliding } = asked;
  const fault = wrongAxes(asked.layer, asked.rank, input);
  const rank = rankOf(input);
  const other = sliding === null || rank === null ? null : slidingAtRank(sliding, rank);
  if (family === undefined || rank === null || other === null) return { output: null, faults: [fault] };
  const layer = nameAtRank(family, rank);
  const { output, faults } = infer({ ...asked, layer, rank, sliding: other });
  const fixes = faults?.length === 0 ? [renameFix(layer, kernelName, other, output)] : [];
  return { output: null, faults: [{ ...fault, fixes }] };
}

/** The name of a family's layer by rank. */
const nameAtRank = (family: string, rank: Rank) => `${family}${{ 1: '1d', 2: '', 3: '3d' }[rank]}`;

/** The same window along another number of axes; `null` where its axes differ. */
function slidingAtRank(sliding: Sliding, rank: Rank): Sliding | null {
  const one = (values: readonly number[]) => (values.every((value) => value === values[0]) ? values[0] : undefined);
  const spread = (value: number, count: number) => Array.from({ length: count }, () => value);
  const [kernel, stride, dilation] = [one(sliding.kernel), one(sliding.stride), one(sliding.dilation)];
  const pad = typeof sliding.pad === 'string' ? sliding.pad : one(sliding.pad);
  if (kernel === undefined || stride === undefined || dilation === undefined || pad === undefined) return null;
  return {
    ...sliding,
    kernel: spread(kernel, rank),
    stride: spread(stride, rank),
    dilation: spread(dilation, rank),
    pad: typeof pad === 'string' ? pad : spread(pad, 2 * rank),
  };
}

/** Calls the layer of the right rank. Sizes are written anew as lone numbers: `3x3` is no size along steps. */
function renameFix(callee: string, kernelName: 'kernel' | 'window', sliding: Sliding, output: Shape | null): Fix {
  const [kernel, stride, dilation] = [sliding.kernel[0]!, sliding.stride[0]!, sliding.dilation[0]!];
  const usual = kernelName === 'window' ? kernel : 1;
  const pad = typeof sliding.pad === 'string' ? 0 : sliding.pad[0]!;
  return {
    kind: 'rename',
    title: `Call ${callee} ⟶ ${resultText(output)}`,
    callee,
    arguments: {
      [kernelName]: `${kernel}`,
      ...(stride === usual ? {} : { stride: `${stride}` }),
      ...(pad === 0 ? {} : { pad: `${pad}` }),
      ...(dilation === 1 ? {} : { dilation: `${dilation}` }),
    },
  };
}
