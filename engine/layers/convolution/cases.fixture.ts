/** Convolutions over odd shapes, strides, paddings, dilations and groups. */
import { type Draw, images, type LayerDraw, padding, paddingOf, pair, plane } from '../layer-draw.fixture.ts';

/** Stride or dilation, seldom both. */
function apart(draw: Draw, count: number, most = 3): { stride: number[]; dilation: number[] } {
  const values = (high: number) => Array.from({ length: count }, () => draw(1, high));
  const which = draw(0, 4);
  return { stride: values(which < 3 ? most : 1 + (which % 2)), dilation: values(which < 2 ? 1 : 2) };
}

const bias = (draw: Draw) => draw(0, 1) === 1;

export const convolutionCases = {
  conv: {
    draw: (draw) => {
      const groups = draw(1, 3);
      return {
        input: [draw(3, 7), draw(3, 7), groups * draw(1, 2)],
        args: {
          filters: groups * draw(1, 2),
          kernel: [draw(1, 4), draw(1, 3)],
          ...apart(draw, 2),
          pad: padding(draw, 3),
          groups,
          bias: bias(draw),
        },
      };
    },
    // What chance seldom draws: padding by `same` that is uneven, without a stride and with one; a single column at uneven strides; images that are the steps of a sequence.
    corners: [
      { input: [4, 5, 2], args: { filters: 3, kernel: [2, 4], stride: [1, 1], pad: 'same', bias: true } },
      { input: [4, 6, 2], args: { filters: 3, kernel: [3, 3], stride: [2, 3], pad: 'same', bias: false } },
      { input: [8, 4, 1], args: { filters: 1, kernel: [4, 2], stride: [1, 3], pad: 'valid', bias: true } },
      { input: [7, 6, 2], args: { filters: 2, kernel: [3, 2], dilation: [2, 3], pad: 'same', bias: true } },
      { input: images(2), args: { filters: 2, kernel: [2, 2], bias: true } },
    ],
  },
  conv1d: {
    draw: (draw) => {
      const groups = draw(1, 2);
      const { stride, dilation } = apart(draw, 1);
      return {
        input: [draw(5, 9), groups * draw(1, 3)],
        args: {
          filters: groups * draw(1, 2),
          kernel: draw(1, 4),
          stride: stride[0],
          dilation: dilation[0],
          pad: paddingOf(draw, 2, 2),
          groups,
          bias: bias(draw),
        },
      };
    },
  },
  conv3d: {
    draw: (draw) => {
      const groups = draw(1, 2);
      return {
        input: [draw(2, 4), draw(2, 4), draw(3, 4), groups * draw(1, 2)],
        args: {
          filters: groups,
          kernel: [draw(1, 2), draw(1, 3), draw(1, 2)],
          ...apart(draw, 3, 2),
          pad: paddingOf(draw, 1, 6),
          groups,
          bias: bias(draw),
        },
      };
    },
  },
  depthwise: {
    // More channels than are summed at a time.
    corners: [
      { input: [5, 6, 6], args: { kernel: [3, 3], stride: [1, 1], pad: 'same', bias: false } },
      { input: [6, 5, 5], args: { kernel: [2, 3], stride: [2, 2], dilation: [2, 1], pad: [1, 0, 2, 1], bias: true } },
    ],
    draw: (draw) => ({
      input: plane(draw),
      args: {
        kernel: [draw(1, 3), draw(1, 3)],
        ...apart(draw, 2),
        pad: padding(draw, 2),
        multiplier: draw(1, 3),
        bias: bias(draw),
      },
    }),
  },
  separable: {
    corners: [{ input: images(2), args: { filters: 3, kernel: [2, 2], bias: true } }],
    draw: (draw) => ({
      input: plane(draw),
      args: {
        filters: draw(1, 3),
        kernel: [draw(1, 3), draw(1, 3)],
        ...apart(draw, 2),
        pad: padding(draw, 2),
        multiplier: draw(1, 2),
        bias: bias(draw),
      },
    }),
  },
  conv_transpose: {
    draw: (draw) => {
      const groups = draw(1, 2);
      return {
        input: [draw(1, 4), draw(2, 4), groups * draw(1, 2)],
        args: {
          filters: groups * draw(1, 2),
          kernel: [draw(1, 4), draw(1, 3)],
          ...apart(draw, 2),
          pad: padding(draw, 1),
          output_pad: pair(draw, 2).map((extent) => extent - 1),
          groups,
          bias: bias(draw),
        },
      };
    },
    // Images that are items; padding by `same` that adds rows, as the kernel is smaller than the stride.
    corners: [
      { input: images(2), args: { filters: 3, kernel: [2, 2], bias: true } },
      { input: [3, 2, 2], args: { filters: 2, kernel: [2, 1], stride: [3, 2], pad: 'same', bias: true } },
      { input: [2, 3, 4], args: { filters: 4, kernel: [3, 3], stride: [2, 2], pad: [1, 1, 1, 1], groups: 4 } },
    ],
  },
} as const satisfies Record<string, LayerDraw>;
