/**
 * How a callable describes its arguments. A description carries the type, the default, the range and
 * the documentation; completion, hover, signature help, validation and the engine's types all read it.
 */

import type { Axis, Shape } from '../shape.ts';
import type { CallableKind } from './callable.ts';

/** height and width of a window. */
export type Size = readonly [height: number, width: number];

/** depth, height and width of a window. */
export type Size3 = readonly [depth: number, height: number, width: number];

/** Rows above, rows below, columns left, columns right; or a rule that works them out. */
export type Padding = 'same' | 'valid' | readonly [top: number, bottom: number, left: number, right: number];

/** Steps before and after; or a rule. */
export type Padding1 = 'same' | 'valid' | readonly [before: number, after: number];

/** Before and after along depth, height and width; or a rule. */
export type Padding3 =
  | 'same'
  | 'valid'
  | readonly [front: number, back: number, top: number, bottom: number, left: number, right: number];

/** A call as data, e.g. `l2(1e-4)`: what the engine is given of a loss, an optimizer or a data source. */
export interface Call {
  readonly name: string;
  readonly args: Readonly<Record<string, Value>>;
}

/** Everything an argument can hold once evaluated. `null` is unknown. */
export type Value =
  | number
  | boolean
  | string
  | null
  | readonly Value[]
  | { readonly [key: string]: Value }
  | Call
  | Shape;

interface Described<Kind extends string, Type> {
  readonly kind: Kind;
  readonly doc: string;
  /** Absent: the argument must be given. */
  readonly default?: Type;
}

export interface IntArgument extends Described<'int', number | SameAs> {
  readonly min?: number;
  readonly max?: number;
}

export interface FloatArgument extends Described<'float', number> {
  readonly min?: number;
  readonly max?: number;
  /** The bounds themselves are not allowed. */
  readonly exclusive?: boolean;
}

export interface BoolArgument extends Described<'bool', boolean> {}

/** Text; a `path` names a file or folder relative to the model file. */
export interface StringArgument extends Described<'string', string> {
  readonly path?: 'file' | 'folder';
}

/** A default that is the value of another argument; `resolve` looks it up. */
export interface SameAs {
  readonly sameAs: string;
}

/** `3x3`, `(3, k)` or a lone integer for a square. */
export interface SizeArgument extends Described<'size', Size | SameAs> {
  readonly min?: number;
}

/** `3x3x3`, `(3, k, k)` or a lone integer for a cube. */
export interface Size3Argument extends Described<'size3', Size3 | SameAs> {
  readonly min?: number;
}

/** An integer for all sides, a pair (rows, columns), four sides, `same` or `valid`. */
export interface PaddingArgument extends Described<'padding', Padding> {}

/** An integer for both ends, a pair (before, after), `same` or `valid`. */
export interface Padding1Argument extends Described<'padding1', Padding1> {}

/** An integer for all sides, three (depth, rows, columns), six sides, `same` or `valid`. */
export interface Padding3Argument extends Described<'padding3', Padding3> {}

export interface EnumArgument<Member extends string = string> extends Described<'enum', Member> {
  readonly members: Readonly<Record<Member, string>>;
}

/** A bare name: one that the call introduces, as in `input(image, 28x28x1)`, or that of an input, head or column. */
export interface NameArgument extends Described<'name', string> {}

/**
 * The shape of a sample: `32x32x3`, one integer for features, `tokens(64)`, `sequence(100, 13)`.
 * `null` among the extents is `?`.
 */
export interface ShapeArgument extends Described<'shape', Shape> {}

/** A tensor of the model by name, as in `attend(query = h)`; always by name. Absent unless `required`. */
export interface TensorArgument extends Described<'tensor', string> {
  readonly required?: boolean;
}

/** `[1, 2, 0.5]`; with `rest` also written without brackets as the last arguments: `choice(32, 64)`. */
export interface ListArgument extends Described<'list', readonly Value[]> {
  readonly of: Argument;
  readonly rest?: boolean;
}

/** A call of the catalog as a value: `warmup(5, then=cosine())`. */
export interface CallArgument extends Described<'call', Call> {
  readonly of: readonly CallableKind[];
}

/** Whatever the language can compute: for values that are put where another argument stands (`choice(relu, tanh)`). */
export interface AnyArgument extends Described<'any', Value> {}

export type Argument =
  | IntArgument
  | FloatArgument
  | BoolArgument
  | StringArgument
  | SizeArgument
  | PaddingArgument
  | EnumArgument
  | NameArgument
  | ShapeArgument
  | Size3Argument
  | Padding1Argument
  | Padding3Argument
  | TensorArgument
  | ListArgument
  | CallArgument
  | AnyArgument;

export type Arguments = Readonly<Record<string, Argument>>;

type TypeOf<A extends Argument> = A extends IntArgument | FloatArgument
  ? number
  : A extends BoolArgument
    ? boolean
    : A extends SizeArgument
      ? Size
      : A extends PaddingArgument
        ? Padding
        : A extends EnumArgument<infer Member>
          ? Member
          : A extends ShapeArgument
            ? Shape
            : A extends Size3Argument
              ? Size3
              : A extends Padding1Argument
                ? Padding1
                : A extends Padding3Argument
                  ? Padding3
                  : A extends ListArgument
                    ? readonly Value[]
                    : A extends CallArgument
                      ? Call
                      : A extends AnyArgument
                        ? Value
                        : string;

/** The values of all arguments, defaults filled in. */
export type ArgumentValues<A extends Arguments> = {
  readonly [Name in keyof A]: TypeOf<A[Name]>;
};

/** The same while typing: what could not be evaluated is `null`. */
export type PartialArgumentValues<A extends Arguments> = {
  readonly [Name in keyof A]: TypeOf<A[Name]> | null;
};

type Options<A extends Argument> = Omit<A, 'kind' | 'doc'>;

export const int = <const O extends Options<IntArgument>>(doc: string, options?: O) =>
  ({ kind: 'int', doc, ...options }) as IntArgument & O;

export const float = <const O extends Options<FloatArgument>>(doc: string, options?: O) =>
  ({ kind: 'float', doc, ...options }) as FloatArgument & O;

export const bool = (doc: string, options?: Options<BoolArgument>): BoolArgument => ({ kind: 'bool', doc, ...options });

export const text = (doc: string, options?: Options<StringArgument>): StringArgument => ({
  kind: 'string',
  doc,
  ...options,
});

export const size = (doc: string, options?: Options<SizeArgument>): SizeArgument => ({ kind: 'size', doc, ...options });

export const padding = (doc: string, options?: Options<PaddingArgument>): PaddingArgument => ({
  kind: 'padding',
  doc,
  ...options,
});

export const oneOf = <Member extends string>(
  doc: string,
  members: Readonly<Record<Member, string>>,
  options?: { readonly default?: NoInfer<Member> },
): EnumArgument<Member> => ({ kind: 'enum', doc, members, ...options });

export const name = (doc: string, options?: Options<NameArgument>): NameArgument => ({ kind: 'name', doc, ...options });

export const size3 = (doc: string, options?: Options<Size3Argument>): Size3Argument => ({
  kind: 'size3',
  doc,
  ...options,
});

export const padding1 = (doc: string, options?: Options<Padding1Argument>): Padding1Argument => ({
  kind: 'padding1',
  doc,
  ...options,
});

export const padding3 = (doc: string, options?: Options<Padding3Argument>): Padding3Argument => ({
  kind: 'padding3',
  doc,
  ...options,
});

export const tensor = (doc: string, options?: Options<TensorArgument>): TensorArgument => ({
  kind: 'tensor',
  doc,
  ...options,
});

export const list = (doc: string, of: Argument, options?: Omit<Options<ListArgument>, 'of'>): ListArgument => ({
  kind: 'list',
  doc,
  of,
  ...options,
});

export const call = (
  doc: string,
  of: readonly CallableKind[],
  options?: Omit<Options<CallArgument>, 'of'>,
): CallArgument => ({ kind: 'call', doc, of, ...options });

export const any = (doc: string, options?: Options<AnyArgument>): AnyArgument => ({ kind: 'any', doc, ...options });

/** One axis of a tensor, by name. */
export const axis = (doc: string, options?: { readonly default?: Axis }): EnumArgument<Axis> =>
  oneOf(doc, axisMembers, options);

const axisMembers: Readonly<Record<Axis, string>> = {
  depth: 'Slices of a volume.',
  height: 'Rows.',
  width: 'Columns.',
  channels: 'Channels of an image: the last axis.',
  steps: 'Steps of a sequence.',
  items: 'Regions or boxes.',
  features: 'Features of a vector: the last axis.',
};

export const shape = (doc: string): ShapeArgument => ({ kind: 'shape', doc });

function isSameAs(value: unknown): value is SameAs {
  return typeof value === 'object' && value !== null && 'sameAs' in value;
}

/** Puts the value of the other argument where a default says `sameAs`. */
export function resolve(args: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  // Most calls have none: nothing is copied for them.
  let follows = false;
  for (const key in args) follows ||= isSameAs(args[key]);
  if (!follows) return args;
  return Object.fromEntries(
    Object.entries(args).map(([key, value]) => [key, isSameAs(value) ? (args[value.sameAs] ?? null) : value]),
  );
}

/** Every argument with its default; an argument without one is `null` until given. */
export function defaults<A extends Arguments>(args: A): PartialArgumentValues<A> {
  return Object.fromEntries(
    Object.entries(args).map(([key, argument]) => [key, argument.default ?? null]),
  ) as PartialArgumentValues<A>;
}

/** The tensors given as arguments with their references, in the order of the description. */
export const tensorArguments = (
  args: Arguments,
  values: Readonly<Record<string, Value>>,
): readonly (readonly [name: string, reference: string])[] =>
  Object.entries(args).flatMap(([name, { kind }]) => {
    const value = values[name];
    return kind === 'tensor' && typeof value === 'string' ? [[name, value] as const] : [];
  });
