/** A batch in one buffer, so that it crosses between threads without a copy and its memory is used again. */
import { windowsOf } from './augmentations/ten-crop.ts';
import type { Batch, Target } from './batch.ts';
import type { BatchTask, Recipe, TargetPlan } from './recipe.ts';

/** Bytes of a number, a float32 or an int32. */
const NUMBER = 4;

export interface BatchViews {
  readonly inputs: Readonly<Record<string, Float32Array>>;
  readonly targets: Readonly<Record<string, Int32Array | Float32Array>>;
}

/** Windows that evaluation sees of each sample. */
export const windowsIn = ({ tenCrop }: Recipe): number => (tenCrop === null ? 1 : windowsOf(tenCrop));

/** How often a sample stands in the inputs of a batch. */
const timesIn = (recipe: Recipe, { epoch }: BatchTask): number => (epoch === null ? windowsIn(recipe) : 1);

/** With `mixup` training compares with a share of each class. */
const isShared = ({ kind }: TargetPlan, { mixup }: Recipe, { epoch }: BatchTask): boolean =>
  kind === 'classes' && mixup > 0 && epoch !== null;

export function bufferBytes(recipe: Recipe, task: BatchTask): number {
  const inputs = recipe.inputs.reduce((sum, { size }) => sum + size * timesIn(recipe, task), 0);
  const targets = recipe.targets.reduce(
    (sum, target) => sum + (isShared(target, recipe, task) ? target.scores : target.size),
    0,
  );
  return (inputs + targets) * task.indices.length * NUMBER;
}

/** Views of the parts of a buffer, for the first `count` samples of the task. */
export function viewsOf(buffer: ArrayBuffer, recipe: Recipe, task: BatchTask, count = task.indices.length): BatchViews {
  const room = task.indices.length;
  let at = 0;
  const next = (size: number) => {
    const offset = at;
    at += size * room * NUMBER;
    return [buffer, offset, size * count] as const;
  };
  const inputs = recipe.inputs.map(
    ({ name, size }) => [name, new Float32Array(...next(size * timesIn(recipe, task)))] as const,
  );
  const targets = recipe.targets.map((target) => {
    const { name, kind, size, scores } = target;
    if (isShared(target, recipe, task)) return [name, new Float32Array(...next(scores))] as const;
    return [name, kind === 'classes' ? new Int32Array(...next(size)) : new Float32Array(...next(size))] as const;
  });
  return { inputs: Object.fromEntries(inputs), targets: Object.fromEntries(targets) };
}

/** A batch of an epoch. */
export interface EpochBatch extends Batch {
  /** Its place in the epoch, from 0: after a stop the epoch goes on from the next. */
  readonly index: number;
  /** How often each sample stands in the inputs, one window after the other: their scores are averaged. */
  readonly windows: number;
}

export function batchOf(buffer: ArrayBuffer, recipe: Recipe, task: BatchTask, count: number): EpochBatch {
  const { inputs, targets } = viewsOf(buffer, recipe, task, count);
  const target = (plan: TargetPlan): Target => {
    const values = targets[plan.name];
    if (values instanceof Int32Array) return { kind: 'classes', values };
    return { kind: isShared(plan, recipe, task) ? 'shares' : 'numbers', values };
  };
  return {
    count,
    index: task.batch,
    windows: timesIn(recipe, task),
    inputs,
    targets: Object.fromEntries(recipe.targets.map((plan) => [plan.name, target(plan)])),
  };
}
