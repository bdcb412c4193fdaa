/** What the language computes with, and where names get their values. */
import type { Argument, DataItem, FunctionItem, ModelItem, TrainItem } from '../syntax/tree.ts';

/** A tensor of the graph. */
export interface Tensor {
  readonly kind: 'tensor';
  /** Its reference in the graph; `null` where an unknown number of layers lies before it. */
  readonly reference: string | null;
  /** Names inside the named call that made it: `backbone.layer2`. */
  readonly members?: ReadonlyMap<string, Computed>;
}

/** `share tower = Tower(64)`: every use runs with the weights of the first. */
export interface Shared {
  readonly kind: 'shared';
  readonly callee: string;
  readonly args: readonly Argument[];
  /** Where its names are looked up. */
  readonly environment: Environment;
  readonly id: string;
  /** The id of its weights where they are another's: it is declared within a shared block. */
  readonly owner: string | null;
  uses: number;
}

/** A data item by name: `pets.classes` asks for what is known of its files. */
export interface DataHandle {
  readonly kind: 'data';
  readonly item: DataItem;
}

/** What an expression can be; sizes, tuples and lists are arrays. `null` is unknown. */
export type Computed =
  | number
  | boolean
  | string
  | null
  | readonly Computed[]
  | Tensor
  | Shared
  | DataHandle
  /** `tokens(64)`: a shape by what its axes are. */
  | ShapeCall;

export interface ShapeCall {
  readonly kind: 'shape';
  readonly name: string;
  readonly extents: readonly (number | null)[];
}

/** The tensor behind an unknown number of layers. */
export const unknownTensor: Tensor = { kind: 'tensor', reference: null };

/** Nothing is known of what flows, not even how many tensors it is. */
export const isUnknownFlow = (flow: readonly Tensor[] | null): boolean =>
  flow?.length === 1 && flow[0]?.reference === null;

const isObject = (value: Computed): value is Tensor | Shared | DataHandle | ShapeCall =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isTensor = (value: Computed): value is Tensor => isObject(value) && value.kind === 'tensor';
export const isShared = (value: Computed): value is Shared => isObject(value) && value.kind === 'shared';
export const isData = (value: Computed): value is DataHandle => isObject(value) && value.kind === 'data';
export const isShapeCall = (value: Computed): value is ShapeCall => isObject(value) && value.kind === 'shape';

/** A tensor, or a list of nothing but tensors, as a flow; `null` otherwise. */
export function tensorsOf(value: Computed): readonly Tensor[] | null {
  if (isTensor(value)) return [value];
  if (!Array.isArray(value)) return null;
  const all = (value as readonly Computed[]).map(tensorsOf);
  return all.every((tensors) => tensors !== null) ? all.flat() : null;
}

/** The items of a file that can be called or trained, its own and imported ones, by name. */
export interface FileScope {
  readonly file: string;
  readonly text: string;
  readonly callables: ReadonlyMap<string, { readonly item: ModelItem; readonly scope: FileScope }>;
  readonly functions: ReadonlyMap<string, { readonly item: FunctionItem; readonly scope: FileScope }>;
  readonly data: ReadonlyMap<string, DataItem>;
  readonly trains: readonly TrainItem[];
}

const none: ReadonlyMap<string, Computed> = new Map();

/** Values by name, inner names before outer ones. */
export class Environment {
  /** Most scopes define nothing. */
  #values: Map<string, Computed> | null = null;
  readonly #outer: Environment | null;
  readonly file: FileScope;

  constructor(file: FileScope, outer: Environment | null = null) {
    this.file = file;
    this.#outer = outer;
  }

  /** A scope within this one. */
  inner(): Environment {
    return new Environment(this.file, this);
  }

  define(name: string, value: Computed): void {
    this.#values ??= new Map();
    this.#values.set(name, value);
  }

  /** Gives a name of this scope or an outer one another value. */
  assign(name: string, value: Computed): void {
    if (this.#values?.has(name) === true || this.#outer === null) this.define(name, value);
    else this.#outer.assign(name, value);
  }

  /** `undefined` where nothing has the name. */
  get(name: string): Computed | undefined {
    const own = this.#values?.get(name);
    return own !== undefined || this.#outer === null ? own : this.#outer.get(name);
  }

  /** The names of this scope alone. */
  own(): ReadonlyMap<string, Computed> {
    return this.#values ?? none;
  }
}
