/** What became of each call and name in the text, gathered while models are evaluated. */
import { formatShape, type Shape } from '../../../model/shape.ts';
import type { BlockSite, Instantiation, LayerInstance, LayerSite, NameValue, Range } from '../analysis.ts';
import { describe } from './expressions.ts';
import { inList } from './lists.ts';
import { type Computed, isShared, isTensor } from './values.ts';

interface Draft<I> {
  readonly call: Range;
  readonly callee: Range;
  readonly instances: I[];
}

const plain = ({ start, end }: Range): Range => ({ start, end });

export class Recorder {
  readonly #layers = new Map<number, Draft<LayerInstance> & { readonly kind: LayerSite['kind'] }>();
  readonly #calls = new Map<number, Draft<Instantiation>>();
  readonly #values = new Map<number, NameValue>();

  layer(kind: LayerSite['kind'], call: Range, callee: Range, instance: LayerInstance): void {
    const site = this.#layers.get(call.start);
    if (site === undefined)
      this.#layers.set(call.start, { kind, call: plain(call), callee: plain(callee), instances: [instance] });
    else site.instances.push(instance);
  }

  block(call: Range, callee: Range, instance: Instantiation): void {
    const site = this.#calls.get(call.start);
    if (site === undefined)
      this.#calls.set(call.start, { call: plain(call), callee: plain(callee), instances: [instance] });
    else site.instances.push(instance);
  }

  /** What a name is worth at its definition. */
  value(definition: Range, value: Computed, shapeOf: (reference: string) => Shape | null): void {
    const text = textOf(value, shapeOf);
    const before = this.#values.get(definition.start);
    if (before === undefined)
      this.#values.set(definition.start, { text, value: typeof value === 'number' ? value : null, varies: false });
    else if (!before.varies && before.text !== text) this.#values.set(definition.start, { ...before, varies: true });
  }

  get layers(): LayerSite[] {
    return [...this.#layers.values()].sort((a, b) => a.call.start - b.call.start);
  }

  get calls(): BlockSite[] {
    return [...this.#calls.values()].sort((a, b) => a.call.start - b.call.start);
  }

  get values(): ReadonlyMap<number, NameValue> {
    return this.#values;
  }
}

function textOf(value: Computed, shapeOf: (reference: string) => Shape | null): string {
  if (value === null) return '';
  if (isTensor(value)) return value.reference === null ? '?' : formatShape(shapeOf(value.reference));
  if (isShared(value)) return '';
  if (typeof value === 'string') return `"${value}"`;
  if (!Array.isArray(value)) return typeof value === 'object' ? describe(value) : String(value);
  return `[${inList(value as readonly Computed[], (element) => textOf(element, shapeOf))}]`;
}
