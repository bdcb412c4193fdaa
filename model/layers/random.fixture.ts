/** Shapes and arguments drawn by a seed, for tests of every layer. */
import type { Argument, Arguments, Value } from '../catalog/arguments.ts';
import { type Extent, image, items, type Shape, sequence, tokens, vector, volume, withLeading } from '../shape.ts';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Draw = () => number;

const between = (draw: Draw, from: number, to: number): number => from + Math.floor(draw() * (to - from + 1));
const pick = <T>(draw: Draw, values: readonly T[]): T => values[between(draw, 0, values.length - 1)] as T;

const extent = (draw: Draw): Extent => (draw() < 0.1 ? null : between(draw, 1, draw() < 0.2 ? 64 : 12));

const kinds: readonly ((draw: Draw) => Shape)[] = [
  (draw) => image(extent(draw), extent(draw), extent(draw)),
  (draw) => image(extent(draw), extent(draw), extent(draw)),
  (draw) => vector(extent(draw)),
  (draw) => sequence(extent(draw), extent(draw)),
  (draw) => volume(extent(draw), extent(draw), extent(draw), extent(draw)),
  (draw) => tokens(extent(draw)),
  (draw) => items(extent(draw), pick(draw, [1, 4, extent(draw)])),
  (draw) => withLeading(tokens(extent(draw)), image(extent(draw), extent(draw), extent(draw))),
  (draw) => ({
    axes: ['items', 'height', 'width', 'channels'],
    extents: [extent(draw), extent(draw), extent(draw), extent(draw)],
  }),
];

/** A shape of any kind; one in ten is not known at all. */
export const anyShape = (draw: Draw): Shape | null => (draw() < 0.1 ? null : pick(draw, kinds)(draw));

/** As many shapes, most often of one kind, so that layers of several inputs find some that agree. */
export function anyShapes(draw: Draw, count: number): (Shape | null)[] {
  if (draw() < 0.3) return Array.from({ length: count }, () => anyShape(draw));
  const first = anyShape(draw);
  return Array.from({ length: count }, () => (draw() < 0.8 ? first : anyShape(draw)));
}

/** A value that the argument allows, now and then one that is not known. */
export function anyValue(draw: Draw, argument: Argument): Value {
  const luck = draw();
  if (luck < 0.08) return null;
  if (luck < 0.4 && argument.default !== undefined) return argument.default as Value;
  switch (argument.kind) {
    case 'int': {
      const { min = 0, max = Infinity } = argument;
      return Math.min(max, between(draw, min, min + (draw() < 0.2 ? 40 : 8)));
    }
    case 'float': {
      const { min = 0, max = min + 4 } = argument;
      return min + (0.01 + 0.98 * draw()) * (max - min);
    }
    case 'bool':
      return draw() < 0.5;
    case 'enum':
      return pick(draw, Object.keys(argument.members));
    case 'size':
      return whole(draw, 2, argument.min ?? 0);
    case 'size3':
      return whole(draw, 3, argument.min ?? 0);
    case 'padding1':
      return pad(draw, 2);
    case 'padding':
      return pad(draw, 4);
    case 'padding3':
      return pad(draw, 6);
    case 'list':
      return Array.from({ length: between(draw, 0, 4) }, () => anyValue(draw, argument.of));
    case 'shape':
      return anyShape(draw);
    case 'any':
      return between(draw, 0, 8);
    case 'call':
      return { name: 'constant', args: {} };
    default:
      return 'x';
  }
}

const whole = (draw: Draw, count: number, min: number): readonly number[] => {
  const all = between(draw, min, min + 5);
  return Array.from({ length: count }, () => (draw() < 0.6 ? all : between(draw, min, min + 5)));
};

const pad = (draw: Draw, sides: number): Value =>
  draw() < 0.25 ? pick(draw, ['same', 'valid']) : whole(draw, sides, 0);

/** Values for all arguments; tensors have shapes of their own, where they are given. */
export function anyArguments(draw: Draw, args: Arguments) {
  const values: Record<string, Value> = {};
  const tensors: Record<string, Shape | null> = {};
  for (const [name, argument] of Object.entries(args)) {
    if (argument.kind !== 'tensor') values[name] = anyValue(draw, argument);
    else if (argument.required === true || draw() < 0.5) {
      values[name] = name;
      tensors[name] = anyShape(draw);
    } else values[name] = null;
  }
  return { values, tensors };
}
