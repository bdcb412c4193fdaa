/** The same numbers at other places, of whatever type. */
import { backend_util, slice_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { all, type OwnKernels, placed, sizeOf } from '../kernel.ts';

export const structureKernels: OwnKernels = {
  Identity: ({ inputs: { x }, backend }) => (placed(x) ? backend.alias(x, x.shape) : null),
  Reshape({ inputs: { x }, attrs, backend }) {
    if (!placed(x)) return null;
    const shape = util.inferFromImplicitShape(attrs.shape, sizeOf(x));
    return util.sizeFromShape(shape) === sizeOf(x) ? backend.alias(x, shape) : null;
  },
  ExpandDims({ inputs: { input }, attrs: { dim }, backend }) {
    const rank = input.shape.length;
    if (!placed(input) || dim > rank || dim < -rank - 1) return null;
    return backend.alias(input, input.shape.toSpliced(dim < 0 ? rank + dim + 1 : dim, 0, 1));
  },
  /** What is no zero is true; true and false are 1 and 0 already. */
  Cast({ inputs: { x }, attrs: { dtype }, backend }) {
    if (!placed(x)) return null;
    if (dtype === x.dtype) return backend.alias(x, x.shape);
    if (dtype === 'float32' && x.dtype === 'bool')
      return backend.compute(x.shape, dtype, (y) => backend.ops.copy({ x: backend.tensor(x) }, y));
    if (dtype !== 'bool' || !all('float32', x)) return null;
    return backend.composed((run) => {
      const zero = run('Fill', {}, { shape: [], value: 0, dtype: 'float32' });
      return run('NotEqual', { a: x, b: zero });
    });
  },
  Fill({ attrs: { shape, value, dtype }, backend }) {
    const type = dtype ?? util.inferDtype(value);
    if (type === 'string' || type === 'complex64') return null;
    // The bits of a whole number are those of a float only at zero.
    if (type === 'int32' && value !== 0) return null;
    return backend.compute(shape, type, (out) => backend.ops.constant({}, out, { values: Number(value) }));
  },
  ZerosLike({ inputs: { x }, backend }) {
    if (!placed(x)) return null;
    return backend.compute(x.shape, x.dtype, (out) => backend.ops.constant({}, out, { values: 0 }));
  },
  OnesLike({ inputs: { x }, backend }) {
    if (!placed(x) || x.dtype === 'int32') return null;
    return backend.compute(x.shape, x.dtype, (out) => backend.ops.constant({}, out, { values: 1 }));
  },
  Transpose({ inputs: { x }, attrs: { perm }, backend }) {
    if (!placed(x) || x.shape.length === 0) return null;
    const shape = perm.map((axis: number) => x.shape[axis]);
    return backend.compute(shape, x.dtype, (out) => backend.ops.permute({ x: backend.tensor(x) }, out, { axes: perm }));
  },
  Slice({ inputs: { x }, attrs, backend }) {
    if (!placed(x) || x.shape.length === 0) return null;
    const [begin, size] = slice_util.parseSliceParams(x, attrs.begin, attrs.size);
    slice_util.assertParamsValid(x, begin, size);
    return backend.compute(size, x.dtype, (out) => backend.ops.slice({ x: backend.tensor(x) }, out, { begin }));
  },
  PadV2({ inputs: { x }, attrs: { paddings, constantValue }, backend }) {
    if (!placed(x) || sizeOf(x) === 0 || x.shape.length === 0) return null;
    if (x.dtype === 'int32' && constantValue !== 0) return null;
    const sides = paddings as [number, number][];
    const shape = x.shape.map((extent, axis) => sides[axis][0] + extent + sides[axis][1]);
    const begin = sides.map(([before]) => before);
    return backend.compute(shape, x.dtype, (out) =>
      backend.ops.embedIn({ x: backend.tensor(x) }, out, { begin, value: constantValue }),
    );
  },
  Concat({ inputs, attrs, backend }) {
    const given = Object.values(inputs);
    if (!placed(...given)) return null;
    const axis = util.parseAxisParam(attrs.axis, given[0].shape)[0];
    const shapes = given.map(({ shape }) => shape);
    backend_util.assertParamsConsistent(shapes, axis);
    const parts = given.filter((part) => sizeOf(part) > 0).map((part) => backend.tensor(part));
    return backend.compute(backend_util.computeOutShape(shapes, axis), given[0].dtype, (out) =>
      backend.ops.concat({ parts }, out, { axis }),
    );
  },
  SplitV({ inputs: { x }, attrs, backend }) {
    if (!placed(x)) return null;
    const axis = util.parseAxisParam(attrs.axis, x.shape)[0];
    let at = 0;
    return backend_util.prepareSplitSize(x as never, attrs.numOrSizeSplits, axis).map((extent) => {
      const begin = x.shape.map((_, i) => (i === axis ? at : 0));
      at += extent;
      return backend.composed((run) => run('Slice', { x }, { begin, size: x.shape.with(axis, extent) }));
    });
  },
  Pack({ inputs, attrs: { axis }, backend }) {
    const given = Object.values(inputs);
    if (!placed(...given)) return null;
    return backend.composed((run) => {
      const parts = given.map((input, i) => [i, run('ExpandDims', { input }, { dim: axis })] as const);
      return run('Concat', Object.fromEntries(parts), { axis });
    });
  },
  Unpack({ inputs: { value }, attrs, backend }) {
    if (!placed(value)) return null;
    const axis = attrs.axis < 0 ? value.shape.length + attrs.axis : attrs.axis;
    const shape = value.shape.toSpliced(axis, 1);
    return Array.from({ length: value.shape[axis] }, (_, at): TensorInfo => {
      const begin = value.shape.map((_extent, i) => (i === axis ? at : 0));
      return backend.composed((run) =>
        run('Reshape', { x: run('Slice', { x: value }, { begin, size: value.shape.with(axis, 1) }) }, { shape }),
      );
    });
  },
};
