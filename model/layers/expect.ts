/** What layers expect of the tensor they are given. */
import type { Fault } from '../catalog/fault.ts';
import { formatShape, isImage, type Shape } from '../shape.ts';

/** A fault unless the shape is height × width × channels or not known. */
export function needsImage(layer: string, input: Shape | null): Fault | null {
  if (input === null || isImage(input)) return null;
  const message = `${layer} slides over height × width × channels; it is given ${formatShape(input)} features.`;
  return { code: 'input-not-an-image', severity: 'error', message, fixes: [] };
}
