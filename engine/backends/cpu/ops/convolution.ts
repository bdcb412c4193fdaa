import { type Geometry, geometryOf, isDepthwise } from '../../../../model/workspace/geometry.ts';
import { pays } from '../../../../model/workspace/winograd.ts';
import type { ConvolutionOps, Convolving } from '../../../ops/ops.ts';
import { depthwiseFilterGradient, depthwiseForward, depthwiseInputGradient } from '../convolution/depthwise.ts';
import { directFilterGradient, directForward, directInputGradient } from '../convolution/direct.ts';
import { winogradFilterGradient, winogradForward, winogradInputGradient } from '../convolution/winograd.ts';
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

/** `w` is kernel × in (of a group) × out. */
const seen = (x: CpuTensor, w: CpuTensor, y: CpuTensor, convolving: Convolving) =>
  geometryOf(x.shape, w.shape.slice(0, -2), y.shape, convolving);

export function convolutionOps(machine: Machine): ConvolutionOps<CpuTensor> {
  return {
    conv({ x, w, b }, y, convolving) {
      const geometry = seen(x, w, y, convolving);
      machine.making(y, () => wayOf(geometry).forward(machine, x.place, w.place, b?.place ?? 0, y.place, geometry));
    },
    convInputGradient({ dy, w }, dx, convolving) {
      const geometry = seen(dx, w, dy, convolving);
      wayOf(geometry).input(machine, dy.place, w.place, dx.place, geometry);
    },
    convFilterGradient({ x, dy }, dw, convolving) {
      const geometry = seen(x, dw, dy, convolving);
      wayOf(geometry).filters(machine, x.place, dy.place, dw.place, geometry);
    },
  };
}
