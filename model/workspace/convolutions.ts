/** What layers that convolve work in, by the way in which their convolutions are computed. */
import { type Spread, spread } from '../layers/convolution/transpose.ts';
import { type Sides, slideAll } from '../layers/window/arithmetic.ts';
import { directBytes } from './direct.ts';
import { geometryOf, isDepthwise, type Windows } from './geometry.ts';
import type { Workspace } from './places.ts';
import { argumentsOf, biasBytes, foldedCopies, foldedShape, plus, type Rule, type Shape } from './sized-layer.ts';
import { pays, winogradBytes } from './winograd.ts';

/** Bytes of each pass: forward, to the gradient of the input, to that of the filters. */
interface Passes {
  readonly forward: number;
  readonly input: number;
  readonly filters: number;
}

interface ConvolutionArguments {
  /** A lone number where there is one axis. */
  readonly kernel: number | Shape;
  readonly stride: number | Shape;
  readonly dilation: number | Shape;
  readonly pad: Sides;
  readonly groups: number;
}

function passesOf(x: Shape, y: Shape, kernel: Shape, windows: Windows, threads: number): Passes {
  const own = geometryOf(x, kernel, y, windows);
  if (isDepthwise(own)) return { forward: 0, input: 0, filters: 0 };
  const bytes = pays(own) ? winogradBytes : directBytes;
  return {
    forward: bytes.forward(own, threads),
    input: bytes.input(own, threads),
    filters: bytes.filters(own, threads),
  };
}

const workspaceOf = ({ forward, input, filters }: Passes, bias: number): Workspace => ({
  forward,
  backward: Math.max(input, filters, bias),
});

const byAxis = (value: number | Shape): Shape => (typeof value === 'number' ? [value] : value);

const sidesOf = (axes: readonly { readonly before: number; readonly after: number }[]) =>
  axes.flatMap(({ before, after }) => [before, after]);

/** The windows over x. */
function windowsOf(x: Shape, { kernel, stride, dilation, pad }: ConvolutionArguments, groups: number) {
  const sliding = { kernel: byAxis(kernel), stride: byAxis(stride), dilation: byAxis(dilation), pad };
  return { ...sliding, pad: sidesOf(slideAll(x.slice(1, -1), sliding)), groups };
}

/** `groups` of so many channels. */
const sliding =
  (groupsOf: (args: ConvolutionArguments, channels: number) => number): Rule =>
  (sized) => {
    const args = argumentsOf<ConvolutionArguments>(sized.layer);
    const rank = byAxis(args.kernel).length;
    const [x, y] = [foldedShape(sized.inputs[0]!, rank), foldedShape(sized.outputs[0]!, rank)];
    const windows = windowsOf(x, args, groupsOf(args, x.at(-1)!));
    const passes = passesOf(x, y, windows.kernel, windows, sized.threads);
    return plus(workspaceOf(passes, biasBytes(y.at(-1)!, sized.threads)), foldedCopies(sized, rank));
  };

export const convolution = sliding(({ groups }) => groups);
export const depthwise = sliding((_, channels) => channels);

/** Forward is what the convolution that it undoes does to the gradient of its input, and the other way round. */
export const transposed: Rule = ({ layer, inputs, outputs, threads }) => {
  const args = argumentsOf<Spread & { readonly output_pad: Spread['outputPad']; readonly groups: number }>(layer);
  const [x, y] = [foldedShape(inputs[0]!, 2), foldedShape(outputs[0]!, 2)];
  const pad = sidesOf(spread(x.slice(1, 3), { ...args, outputPad: args.output_pad }));
  const { forward, input, filters } = passesOf(y, x, args.kernel, { ...args, pad }, threads);
  return workspaceOf({ forward: input, input: forward, filters }, biasBytes(y.at(-1)!, threads));
};

const still = (side: number): Windows => ({ stride: [1, 1], pad: [side, side, side, side] });

/** Depthwise, then 1 × 1; what lies between has as many channels as there are depthwise filters. */
export const separable: Rule = ({ layer, inputs, outputs, threads }) => {
  const [x, y] = [foldedShape(inputs[0]!, 2), foldedShape(outputs[0]!, 2)];
  const args = argumentsOf<ConvolutionArguments & { readonly multiplier: number }>(layer);
  const between = y.with(-1, x.at(-1)! * args.multiplier);
  const windows = windowsOf(x, args, x.at(-1)!);
  const first = passesOf(x, between, windows.kernel, windows, threads);
  const second = passesOf(between, y, [1, 1], still(0), threads);
  const backward = Math.max(first.input, first.filters, second.input, second.filters, biasBytes(y.at(-1)!, threads));
  return { forward: Math.max(first.forward, second.forward), backward };
};

/** 1 × 1, to scores at the places of the input. */
export const segmentationHead: Rule = ({ inputs, outputs, threads }) => {
  const x = foldedShape(inputs[0]!, 2);
  const scores = x.with(-1, outputs[0]!.at(-1)!);
  return workspaceOf(passesOf(x, scores, [1, 1], still(0), threads), biasBytes(scores.at(-1)!, threads));
};

export const convHighway: Rule = ({ layer, inputs, threads }) => {
  const x = foldedShape(inputs[0]!, 2);
  const { kernel } = argumentsOf<{ readonly kernel: number }>(layer);
  return workspaceOf(passesOf(x, x, [kernel, kernel], still((kernel - 1) / 2), threads), 0);
};
