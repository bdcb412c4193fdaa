/** Shapes as the language writes them, for fixes. */
import { isSequence, isTokens, type Shape } from '../../shape.ts';

/** `7x7x512`, `(?, 7, 512)`, `512`, `sequence(64, 512)`, `tokens(64)`. */
export function shapeText(shape: Shape): string {
  const extents = shape.extents.map((extent) => extent ?? '?');
  if (isSequence(shape)) return `sequence(${extents.join(', ')})`;
  if (isTokens(shape)) return `tokens(${extents[0]})`;
  return extents.includes('?') ? `(${extents.join(', ')})` : extents.join('x');
}
