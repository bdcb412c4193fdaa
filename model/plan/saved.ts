import { type PartialArgumentValues, tensorArguments } from '../catalog/arguments.ts';
import type { GraphLayer } from '../graph.ts';
import { layerSpec } from '../layers/index.ts';
import type { SavedSpec } from '../layers/spec.ts';
import type { Shape } from '../shape.ts';

/** What a layer keeps of its forward pass for its backward pass, as its shape rule says for these shapes. */
export function savedSpecs(
  layer: GraphLayer,
  origin: GraphLayer | undefined,
  shapes: ReadonlyMap<string, Shape>,
): readonly SavedSpec[] {
  const spec = layerSpec(layer.layer);
  const args = layer.args as PartialArgumentValues<typeof spec.args>;
  const given = tensorArguments(spec.args, layer.args);
  const flowing = layer.inputs.slice(0, layer.inputs.length - given.length);
  const shape = (reference: string) => shapes.get(reference) ?? null;
  const tensors = Object.fromEntries(given.map(([name, reference]) => [name, shape(reference)]));
  const made = origin && { layer: origin.layer, args: origin.args, inputs: origin.inputs.map(shape) };
  const origins = made === undefined || spec.inputOf === undefined ? {} : { [spec.inputOf]: made };
  return spec.infer({ inputs: flowing.map(shape), args, tensors, origins }).saved ?? [];
}
