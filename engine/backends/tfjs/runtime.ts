/** The TensorFlow.js family: every operation composed of tfjs ops; a tensor is let go when the plan says it is dead. */
import type { Ops } from '../../ops/ops.ts';
import type { Runtime } from '../runtime.ts';
import { activationOps } from './ops/activations.ts';
import { convolutionOps } from './ops/convolution.ts';
import { denseOps } from './ops/dense.ts';
import { elementwiseOps } from './ops/elementwise.ts';
import { lossOps } from './ops/loss.ts';
import { normalizationOps } from './ops/normalization.ts';
import { optimizerOps } from './ops/optimizer.ts';
import { partNormOps } from './ops/part-norm.ts';
import { pixelOps } from './ops/pixels.ts';
import { poolingOps } from './ops/pooling.ts';
import { primitiveOps } from './ops/primitives.ts';
import { sequenceOps } from './ops/sequence.ts';
import { Slot } from './slot.ts';
import type { Tf } from './tf.ts';

export function tfjsRuntime(tf: Tf): Runtime<Slot> {
  const ops: Ops<Slot> = {
    ...primitiveOps(tf),
    ...convolutionOps(tf),
    ...denseOps(tf),
    ...poolingOps(tf),
    ...pixelOps(tf),
    ...normalizationOps(tf),
    ...sequenceOps(tf),
    ...elementwiseOps(tf),
    ...activationOps(tf),
    ...partNormOps(tf),
    ...lossOps(tf),
    ...optimizerOps(tf),
  };
  return {
    ops,
    create(shape) {
      const slot = new Slot(shape);
      slot.value = tf.zeros([...shape]);
      return slot;
    },
    temporary: (shape) => new Slot(shape),
    allot: (plan) => plan.tensors.map(({ shape }) => new Slot(shape)),
    write(slot, data) {
      slot.value = tf.tensor(data, [...slot.shape], 'float32');
    },
    read: async (slot) => (await slot.value.data()) as Float32Array,
    clear: (slot) => slot.clear(),
    release: (slot) => slot.clear(),
  };
}
