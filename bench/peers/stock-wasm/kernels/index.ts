/** The kernels that stock WASM lacks for training, and those it has but too slow, or wrong, to train with. */
import { batchMatMul } from './batch-mat-mul.ts';
import { conv2DBackpropFilter, conv2DBackpropInput } from './conv2d-gradients.ts';
import { depthwiseConv2dNativeBackpropFilter, depthwiseConv2dNativeBackpropInput } from './depthwise-gradients.ts';
import { maxPoolGrad } from './max-pool-grad.ts';
import { relu } from './relu.ts';
import { install, type Kernel } from './stock.ts';
import { sum } from './sum.ts';

const kernels: Readonly<Record<string, Kernel>> = {
  BatchMatMul: batchMatMul,
  Conv2DBackpropFilter: conv2DBackpropFilter,
  Conv2DBackpropInput: conv2DBackpropInput,
  DepthwiseConv2dNativeBackpropFilter: depthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput: depthwiseConv2dNativeBackpropInput,
  MaxPoolGrad: maxPoolGrad,
  Relu: relu,
  Sum: sum,
};

let installed = false;

/** Before the backend starts. Once per process: the registry is TensorFlow.js's own. */
export function installKernels(): void {
  if (installed) return;
  installed = true;
  for (const [name, kernel] of Object.entries(kernels)) install(name, kernel);
}
