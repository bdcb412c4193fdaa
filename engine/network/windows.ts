/** Several windows of one image are scored each by itself; the mean of their scores is the image's (Krizhevsky et al., 2012). */
import type { Ops } from '../ops/ops.ts';
import { Tape } from '../tape/tape.ts';
import type { Output } from './walk.ts';

export function averageOfWindows<T>(
  ops: Ops<T>,
  allot: (shape: readonly number[]) => T,
  output: Output<T>,
  windows: number,
): Output<T> {
  if (windows === 1) return output;
  const [rows, ...rest] = output.shape;
  const t = new Tape({ ops, allot, recording: false });
  const apart = t.reshape({ tensor: output.value, shape: output.shape }, [rows / windows, windows, ...rest]);
  const shape = [rows / windows, ...rest];
  return { value: t.reshape(t.mean(apart, [1]), shape).tensor, shape, gradient: null };
}
