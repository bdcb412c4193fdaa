import type { ConvolutionOps } from '../../../ops/ops.ts';
import { directFilterGradient, directForward, directInputGradient } from '../convolution/direct.ts';
import { geometryOf } from '../convolution/geometry.ts';
import type { Machine } from '../machine.ts';
import type { CpuTensor } from '../tensor.ts';

export function convolutionOps(machine: Machine): ConvolutionOps<CpuTensor> {
  return {
    conv({ x, w, b }, y, convolving) {
      directForward(machine, x.place, w.place, b?.place ?? 0, y.place, geometryOf(x, w, y, convolving));
    },
    convInputGradient({ dy, w }, dx, convolving) {
      directInputGradient(machine, dy.place, w.place, dx.place, geometryOf(dx, w, dy, convolving));
    },
    convFilterGradient({ x, dy }, dw, convolving) {
      directFilterGradient(machine, x.place, dy.place, dw.place, geometryOf(x, dw, dy, convolving));
    },
  };
}
