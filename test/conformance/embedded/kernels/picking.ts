/** Rows by number, and their gradient. */
import { backend_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { EmbeddedBackend } from '../backend.ts';
import { all, type OwnKernels, placed, sizeOf } from '../kernel.ts';

/** The numbers of rows as our operations take them, where each is one of so many rows. */
function indexOf(backend: EmbeddedBackend, indices: TensorInfo, rows: number): TensorInfo | null {
  const values = backend.readSync(indices.dataId) as Int32Array;
  const known = indices.dtype === 'int32' && values.every((row) => row >= 0 && row < rows);
  return known ? backend.makeTensorInfo(indices.shape, 'float32', Float32Array.from(values)) : null;
}

export const pickingKernels: OwnKernels = {
  GatherV2({ inputs: { x, indices }, attrs, backend }) {
    if (!placed(x) || sizeOf(x) === 0 || x.shape.length === 0) return null;
    const axis = util.parseAxisParam(attrs.axis, x.shape)[0];
    if (axis !== 0 || attrs.batchDims) return null;
    const { outputShape } = backend_util.segment_util.collectGatherOpShapeInfo(x as never, indices as never, axis, 0);
    const index = indexOf(backend, indices, x.shape[0]);
    if (index === null) return null;
    const result = backend.compute(outputShape, x.dtype, (out) =>
      backend.ops.gather({ x: backend.tensor(x), index: backend.tensor(index) }, out),
    );
    backend.disposeIntermediateTensorInfo(index);
    return result;
  },
  UnsortedSegmentSum({ inputs: { x, segmentIds }, attrs: { numSegments }, backend }) {
    if (!all('float32', x) || segmentIds.shape.length !== 1) return null;
    const index = indexOf(backend, segmentIds, numSegments);
    if (index === null) return null;
    const result = backend.compute([numSegments, ...x.shape.slice(1)], 'float32', (out) =>
      backend.ops.gatherGradient({ dy: backend.tensor(x), index: backend.tensor(index) }, out),
    );
    backend.disposeIntermediateTensorInfo(index);
    return result;
  },
};
