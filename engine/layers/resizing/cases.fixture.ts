import { type Draw, images, type LayerDraw, pair, plane } from '../layer-draw.fixture.ts';

const sides = (draw: Draw, high: number) => Array.from({ length: 4 }, () => draw(0, high));

export const resizingCases = {
  upsample: {
    draw: (draw) => ({
      input: plane(draw),
      args:
        draw(0, 1) === 0
          ? { factor: pair(draw, 3), mode: ['nearest', 'bilinear', 'bed_of_nails'][draw(0, 2)] ?? '' }
          : { size: [draw(2, 9), draw(2, 9)], mode: ['nearest', 'bilinear'][draw(0, 1)] ?? '' },
    }),
    corners: [
      { input: images(2), args: { factor: [2, 1] } },
      { input: images(1), args: { factor: [2, 2], mode: 'bilinear' } },
    ],
  },
  maxunpool: {
    draw: (draw) => {
      const which = draw(0, 3);
      const window = pair(draw, 2).map((extent) => extent + 1);
      if (which === 0)
        return { input: [draw(6, 9), 2], undoes: ['maxpool1d', { window: 3, stride: 3, pad: [1, 0] }], args: {} };
      if (which === 1)
        return { input: [4, 3, 4, 2], undoes: ['maxpool3d', { window: [2, 2, 2], stride: [2, 1, 2] }], args: {} };
      const pad = Array.from({ length: 4 }, () => draw(0, 1));
      return {
        input: plane(draw),
        undoes: ['maxpool', { window, stride: pair(draw, 3), pad, round: 'ceil' }],
        args: {},
      };
    },
    corners: [{ input: images(2), undoes: ['maxpool', { window: [2, 2] }], args: {} }],
    flat: ['x1', 'x2'],
  },
  pixel_shuffle: {
    draw: (draw) => {
      const factor = draw(1, 3);
      return { input: [draw(1, 4), draw(1, 4), draw(1, 2) * factor ** 2], args: { factor } };
    },
    corners: [{ input: images(4), args: { factor: 2 } }],
  },
  pixel_unshuffle: {
    draw: (draw) => {
      const factor = draw(1, 3);
      return { input: [draw(1, 3) * factor, draw(1, 3) * factor, draw(1, 3)], args: { factor } };
    },
  },
  pad: {
    draw: (draw) => ({
      input: plane(draw),
      args: { sides: sides(draw, 2), mode: ['zeros', 'reflect', 'replicate'][draw(0, 2)] ?? '' },
    }),
    corners: [{ input: images(2), args: { sides: [1, 2, 0, 1], mode: 'reflect' } }],
  },
  crop: {
    draw: (draw) => {
      const which = draw(0, 2);
      if (which === 0) return { input: plane(draw), args: { sides: sides(draw, 1) } };
      const size = [draw(1, 3), draw(1, 3)];
      if (which === 1) return { input: plane(draw), args: { size, offset: [draw(-1, 0), draw(-1, 0)] } };
      return { input: plane(draw), tensors: { to: [...size, 1] }, args: { offset: [draw(-1, 0), -1] } };
    },
    flat: ['x1'],
  },
} satisfies Record<string, LayerDraw>;
