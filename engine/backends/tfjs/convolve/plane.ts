/**
 * Convolution over height and width without groups. The kernels of the gradients take no dilation; there a gradient is
 * computed as the convolution that it is itself (Dumoulin and Visin, A guide to convolution arithmetic, 2016).
 */
import { explicit, isSame, view } from '../padding.ts';
import { extentsOf, type Tf, type TfTensor } from '../tf.ts';
import { type Asked, type Convolve, reached } from './convolve.ts';
import { spread } from './spread.ts';

const spaceOf = ([, height, width]: readonly number[]) => [height, width];

export function planeConvolve(tf: Tf): Convolve {
  const run = (kernel: string, inputs: Record<string, TfTensor>, attributes: object) =>
    tf.engine().runKernel(kernel, inputs, attributes as never) as TfTensor;

  const conv2d = (
    x: TfTensor,
    filter: TfTensor,
    strides: readonly number[],
    pad: readonly number[],
    dilations: readonly number[],
  ) =>
    run(
      'Conv2D',
      { x, filter },
      { strides: [...strides], pad: explicit(pad), dilations: [...dilations], dataFormat: 'NHWC' },
    );

  const isPlain = ({ dilation }: Asked) => dilation.every((apart) => apart === 1);

  /** x with its padding, exactly as far as the windows reach. */
  function fitted(x: TfTensor, out: readonly number[], kernel: readonly number[], asked: Asked): TfTensor {
    const [height, width] = reached(spaceOf(out), kernel, asked);
    const [batch, , , channels] = extentsOf(x);
    return view(tf, x, [0, -asked.pad[0], -asked.pad[2], 0], [batch, height, width, channels]);
  }

  function dilatedInputGradient(dy: TfTensor, w: TfTensor, { stride, dilation }: Asked): TfTensor {
    const turned = tf.transpose(tf.reverse(w, [0, 1]), [0, 1, 3, 2]);
    const [rows, columns] = [0, 1].map((axis) => dilation[axis] * (w.shape[axis] - 1));
    return conv2d(spread(tf, dy, [1, 2], stride), turned, [1, 1], [rows, rows, columns, columns], dilation);
  }

  return {
    forward(x, w, shape, asked) {
      const { stride, pad, dilation } = asked;
      const needed = reached(spaceOf(shape), w.shape.slice(0, 2), asked);
      const fits = needed.every((extent, axis) => {
        const rest = x.shape[axis + 1] + pad[2 * axis] + pad[2 * axis + 1] - extent;
        return rest >= 0 && rest < stride[axis];
      });
      // Negative padding takes elements away, which TensorFlow's kernel refuses to do.
      return fits && pad.every((side) => side >= 0)
        ? conv2d(x, w, stride, pad, dilation)
        : conv2d(fitted(x, shape, w.shape, asked), w, stride, [0, 0, 0, 0], dilation);
    },

    inputGradient(dy, w, shape, asked) {
      const { stride, pad } = asked;
      if (isPlain(asked) && isSame(shape, w.shape, stride, pad)) {
        const attributes = { strides: [...stride], pad: 'same', dataFormat: 'NHWC', inputShape: [...shape] };
        return run('Conv2DBackpropInput', { dy, filter: w }, attributes);
      }
      const [height, width] = reached(spaceOf(dy.shape), w.shape, asked);
      const inputShape = [shape[0], height, width, shape[3]];
      const full = isPlain(asked)
        ? run(
            'Conv2DBackpropInput',
            { dy, filter: w },
            { strides: [...stride], pad: 'valid', dataFormat: 'NHWC', inputShape },
          )
        : dilatedInputGradient(dy, w, asked);
      return view(tf, full, [0, pad[0], pad[2], 0], shape);
    },

    filterGradient(x, dy, shape, asked) {
      const { stride, pad, dilation } = asked;
      const attributes = { strides: [...stride], dataFormat: 'NHWC', filterShape: [...shape] };
      if (isPlain(asked) && isSame(x.shape, shape, stride, pad))
        return run('Conv2DBackpropFilter', { x, dy }, { ...attributes, pad: 'same' });
      const input = fitted(x, dy.shape, shape, asked);
      if (isPlain(asked)) return run('Conv2DBackpropFilter', { x: input, dy }, { ...attributes, pad: 'valid' });
      const found = conv2d(
        tf.transpose(input, [3, 1, 2, 0]),
        tf.transpose(dy, [1, 2, 0, 3]),
        dilation,
        [0, 0, 0, 0],
        stride,
      );
      return tf.transpose(found, [1, 2, 0, 3]);
    },
  };
}
