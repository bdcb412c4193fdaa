/** As many groups as channels: kernels of their own, which know no explicit padding. */
import { view } from '../padding.ts';
import { extentsOf, type Tf, type TfTensor } from '../tf.ts';
import { type Asked, type Convolve, reached } from './convolve.ts';
import { spread, thin } from './spread.ts';

/** TensorFlow's kernels need equal strides. */
export const isDepthwise = (tf: Tf, channels: number, { groups, stride }: Asked): boolean =>
  groups === channels && groups > 1 && (stride[0] === stride[1] || tf.getBackend() === 'wasm');

export function depthwiseConvolve(tf: Tf): Convolve {
  const ours = tf.getBackend() === 'wasm';

  /** Kernel × 1 × (channels · multiplier) is kernel × channels × multiplier. TensorFlow's kernels ignore a dilation: the filter is spread. */
  function filterOf(w: TfTensor, { groups, dilation }: Asked): TfTensor {
    const [height, width, , filters] = extentsOf(w);
    const filter = tf.reshape(w, [height, width, groups, filters / groups]);
    return ours ? filter : spread(tf, filter, [0, 1], dilation);
  }

  const attributesOf = ({ stride, dilation }: Asked) => ({
    strides: [...stride],
    dilations: ours ? [...dilation] : [1, 1],
    pad: 'valid',
    dataFormat: 'NHWC',
  });

  function fitted(x: TfTensor, out: readonly number[], kernel: readonly number[], asked: Asked): TfTensor {
    const [height, width] = reached([out[1], out[2]], kernel, asked);
    const [batch, , , channels] = extentsOf(x);
    return view(tf, x, [0, -asked.pad[0], -asked.pad[2], 0], [batch, height, width, channels]);
  }

  const run = (kernel: string, inputs: Record<string, TfTensor>, attributes: object) =>
    tf.engine().runKernel(kernel, inputs, attributes as never) as TfTensor;

  return {
    forward(x, w, shape, asked) {
      const inputs = { x: fitted(x, shape, w.shape, asked), filter: filterOf(w, asked) };
      return run('DepthwiseConv2dNative', inputs, attributesOf(asked));
    },
    inputGradient(dy, w, shape, asked) {
      const [, ...out] = extentsOf(dy);
      const [height, width] = reached(out.slice(0, 2), w.shape, asked);
      const inputShape = [shape[0], height, width, shape[3]];
      const attributes = { ...attributesOf(asked), inputShape };
      const full = run('DepthwiseConv2dNativeBackpropInput', { dy, filter: filterOf(w, asked) }, attributes);
      return view(tf, full, [0, asked.pad[0], asked.pad[2], 0], shape);
    },
    filterGradient(x, dy, shape, asked) {
      const { groups, dilation } = asked;
      const spans = ours ? shape : [0, 1].map((axis) => dilation[axis] * (shape[axis] - 1) + 1);
      const filterShape = [spans[0], spans[1], groups, shape[3] / groups];
      const inputs = { x: fitted(x, dy.shape, shape, asked), dy };
      const wide = run('DepthwiseConv2dNativeBackpropFilter', inputs, { ...attributesOf(asked), filterShape });
      return tf.reshape(ours ? wide : thin(tf, wide, [0, 1], [0, 0], dilation, shape), [...shape]);
    },
  };
}
