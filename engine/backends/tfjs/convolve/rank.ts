/** Convolution along one axis is one over an image of a single row; along three, a sum of those over planes. */
import { sizeOf } from '../../../../model/shape.ts';
import { view } from '../padding.ts';
import { extentsOf, type Tf, type TfTensor } from '../tf.ts';
import type { Asked, Convolve } from './convolve.ts';
import { spread, thin } from './spread.ts';

/** batch × steps × features as batch × 1 × steps × features, kernel × in × out as 1 × kernel × in × out. */
function rowConvolve(tf: Tf, plane: Convolve): Convolve {
  const row = (x: TfTensor) => tf.reshape(x, rowShape(x.shape));
  const rowShape = ([batch, ...rest]: readonly number[]) => [batch, 1, ...rest];
  const rowOf = ({ stride, pad, dilation, groups }: Asked): Asked => ({
    stride: [1, ...stride],
    pad: [0, 0, ...pad],
    dilation: [1, ...dilation],
    groups,
  });
  const flat = (x: TfTensor, shape: readonly number[]) => tf.reshape(x, [...shape]);
  const filter = (w: TfTensor) => tf.reshape(w, [1, ...w.shape]);
  return {
    forward: (x, w, shape, asked) => flat(plane.forward(row(x), filter(w), rowShape(shape), rowOf(asked)), shape),
    inputGradient: (dy, w, shape, asked) =>
      flat(plane.inputGradient(row(dy), filter(w), rowShape(shape), rowOf(asked)), shape),
    filterGradient: (x, dy, shape, asked) =>
      flat(plane.filterGradient(row(x), row(dy), [1, ...shape], rowOf(asked)), shape),
  };
}

/** Each plane of the filter slides over the planes of the volume that it meets, taken as so many images. */
function volumeConvolve(tf: Tf, plane: Convolve): Convolve {
  const images = (x: TfTensor) => tf.reshape(x, imagesShape(x.shape));
  const imagesShape = ([batch, depth, ...rest]: readonly number[]) => [batch * depth, ...rest];
  const planeOf = ({ stride, pad, dilation, groups }: Asked): Asked => ({
    stride: stride.slice(1),
    pad: pad.slice(2),
    dilation: dilation.slice(1),
    groups,
  });
  const filterAt = (w: TfTensor, k: number) => {
    const begin = w.shape.map(() => 0).with(0, k);
    return tf.reshape(tf.slice(w, begin, w.shape.with(0, 1)), w.shape.slice(1));
  };

  // Seen as batch × depth × the rest: padding and cutting more axes is slow on WebAssembly.
  const deep = ([batch, depth, ...rest]: readonly number[]): [number, number, number] => [batch, depth, sizeOf(rest)];

  /** `depth` planes of x from `begin` on, zeros where there are none. */
  function planesFrom(x: TfTensor, begin: number, depth: number): TfTensor {
    const flat = deep(x.shape);
    const found = view(tf, tf.reshape(x, flat), [0, begin, 0], flat.with(1, depth));
    return tf.reshape(found, x.shape.with(1, depth));
  }

  /** The planes of x that plane k of the filter meets. */
  function met(x: TfTensor, k: number, out: number, { pad, dilation, stride }: Asked): TfTensor {
    const begin = k * dilation[0] - pad[0];
    const run = planesFrom(x, begin, (out - 1) * stride[0] + 1);
    if (stride[0] === 1) return run;
    const planes = tf.reshape(run, deep(run.shape));
    return tf.reshape(thin(tf, planes, [1], [0], [stride[0]], [out]), x.shape.with(1, out));
  }

  const planes = (kernel: number, of: (k: number) => TfTensor) => Array.from({ length: kernel }, (_, k) => of(k));

  return {
    forward(x, w, shape, asked) {
      const [kernel] = extentsOf(w);
      const parts = planes(kernel, (k) => {
        const under = images(met(x, k, shape[1], asked));
        return plane.forward(under, filterAt(w, k), imagesShape(shape), planeOf(asked));
      });
      return tf.reshape(tf.addN(parts), [...shape]);
    },
    inputGradient(dy, w, shape, asked) {
      const [[kernel], [, out]] = [extentsOf(w), extentsOf(dy)];
      const beside = shape.with(1, out);
      const parts = planes(kernel, (k) => {
        const part = plane.inputGradient(images(dy), filterAt(w, k), imagesShape(beside), planeOf(asked));
        const apart = spread(tf, tf.reshape(part, beside), [1], [asked.stride[0]]);
        return planesFrom(apart, asked.pad[0] - k * asked.dilation[0], shape[1]);
      });
      return tf.reshape(tf.addN(parts), [...shape]);
    },
    filterGradient(x, dy, shape, asked) {
      const parts = planes(shape[0], (k) => {
        const under = images(met(x, k, extentsOf(dy)[1], asked));
        return plane.filterGradient(under, images(dy), shape.slice(1), planeOf(asked));
      });
      return tf.stack(parts);
    },
  };
}

export function anyRank(tf: Tf, plane: Convolve): (rank: number) => Convolve {
  const row = rowConvolve(tf, plane);
  const volume = volumeConvolve(tf, plane);
  return (rank) => (rank === 1 ? row : rank === 2 ? plane : volume);
}
