/**
 * How a callable describes its arguments. A description carries the type, the default, the range and
 * the documentation; completion, hover, signature help, validation and the engine's types all read it.
 */

/** height and width of a window. */
export type Size = readonly [height: number, width: number];

/** Rows above, rows below, columns left, columns right; or a rule that works them out. */
export type Padding = 'same' | 'valid' | readonly [top: number, bottom: number, left: number, right: number];

/** A call as data, e.g. `l2(1e-4)`: what the engine is given of a loss, an optimizer or a data source. */
export interface Call {
  readonly name: string;
  readonly args: Readonly<Record<string, Value>>;
}

/** Everything an argument can hold once evaluated. `null` is unknown. */
export type Value = number | boolean | string | null | readonly Value[] | { readonly [key: string]: Value } | Call;

interface Described<Kind extends string, Type> {
  readonly kind: Kind;
  readonly doc: string;
  /** Absent: the argument must be given. */
  readonly default?: Type;
}

export interface IntArgument extends Described<'int', number> {
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

/** An integer for all sides, a pair (rows, columns), four sides, `same` or `valid`. */
export interface PaddingArgument extends Described<'padding', Padding> {}

export interface EnumArgument<Member extends string = string> extends Described<'enum', Member> {
  readonly members: Readonly<Record<Member, string>>;
}

/** A bare name that the call introduces, as in `input(image, 28x28x1)`. */
export interface NameArgument extends Described<'name', string> {}

/** The shape of a sample: `32x32x3`, or one integer for features. */
export interface ShapeArgument extends Described<'shape', readonly number[]> {}

export type Argument =
  | IntArgument
  | FloatArgument
  | BoolArgument
  | StringArgument
  | SizeArgument
  | PaddingArgument
  | EnumArgument
  | NameArgument
  | ShapeArgument;

export type Arguments = Readonly<Record<string, Argument>>;

type TypeOf<A extends Argument> =
  A extends Described<'int' | 'float', number>
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
              ? readonly number[]
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

export const name = (doc: string): NameArgument => ({ kind: 'name', doc });

export const shape = (doc: string): ShapeArgument => ({ kind: 'shape', doc });

function isSameAs(value: unknown): value is SameAs {
  return typeof value === 'object' && value !== null && 'sameAs' in value;
}

/** Puts the value of the other argument where a default says `sameAs`. */
export function resolve(args: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
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
