import type { ConvolutionOps } from '../../../ops/ops.ts';
import {
  depthwiseFilterGradient,
  depthwiseForward,
  depthwiseInputGradient,
  isDepthwise,
} from '../convolution/depthwise.ts';
import { directFilterGradient, directForward, directInputGradient } from '../convolution/direct.ts';
import { type Geometry, geometryOf } from '../convolution/geometry.ts';
import { pays, winogradFilterGradient, winogradForward, winogradInputGradient } from '../convolution/winograd.ts';
import type { Machine } from '../machine.ts';
import type { CpuTensor } from '../tensor.ts';

const ways = {
  depthwise: { forward: depthwiseForward, input: depthwiseInputGradient, filters: depthwiseFilterGradient },
  winograd: { forward: winogradForward, input: winogradInputGradient, filters: winogradFilterGradient },
  direct: { forward: directForward, input: directInputGradient, filters: directFilterGradient },
} as const;

/** A function of the shapes alone, so that a run that goes on computes as it did. */
const wayOf = (geometry: Geometry) =>
  ways[isDepthwise(geometry) ? 'depthwise' : pays(geometry) ? 'winograd' : 'direct'];

export function convolutionOps(machine: Machine): ConvolutionOps<CpuTensor> {
  return {
    conv({ x, w, b }, y, convolving) {
      const geometry = geometryOf(x, w, y, convolving);
      wayOf(geometry).forward(machine, x.place, w.place, b?.place ?? 0, y.place, geometry);
    },
    convInputGradient({ dy, w }, dx, convolving) {
      const geometry = geometryOf(dx, w, dy, convolving);
      wayOf(geometry).input(machine, dy.place, w.place, dx.place, geometry);
    },
    convFilterGradient({ x, dy }, dw, convolving) {
      const geometry = geometryOf(x, dw, dy, convolving);
      wayOf(geometry).filters(machine, x.place, dy.place, dw.place, geometry);
    },
  };
}
