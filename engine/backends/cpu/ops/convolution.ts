import type { ConvolutionOps } from '../../../ops/ops.ts';
import { directFilterGradient, directForward, directInputGradient } from '../convolution/direct.ts';
import { geometryOf } from '../convolution/geometry.ts';
import { pays, winogradFilterGradient, winogradForward, winogradInputGradient } from '../convolution/winograd.ts';
import type { Machine } from '../machine.ts';
import type { CpuTensor } from '../tensor.ts';

export function convolutionOps(machine: Machine): ConvolutionOps<CpuTensor> {
  return {
    conv({ x, w, b }, y, convolving) {
      const geometry = geometryOf(x, w, y, convolving);
      const run = pays(geometry) ? winogradForward : directForward;
      run(machine, x.place, w.place, b?.place ?? 0, y.place, geometry);
    },
    convInputGradient({ dy, w }, dx, convolving) {
      const geometry = geometryOf(dx, w, dy, convolving);
      const run = pays(geometry) ? winogradInputGradient : directInputGradient;
      run(machine, dy.place, w.place, dx.place, geometry);
    },
    convFilterGradient({ x, dy }, dw, convolving) {
      const geometry = geometryOf(x, dw, dy, convolving);
      const run = pays(geometry) ? winogradFilterGradient : directFilterGradient;
      run(machine, x.place, dy.place, dw.place, geometry);
    },
  };
}
