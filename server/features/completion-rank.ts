/** Layers by whether they take the shape at the place. */
import type { CompletionItem } from 'vscode-languageserver';
import { defaults, resolve, type Value } from '../../model/catalog/arguments.ts';
import { isLayerName, layerSpec } from '../../model/layers/index.ts';
import type { LayerSpec } from '../../model/layers/spec.ts';
import type { Shape } from '../../model/shape.ts';

/** What fits before what does not; keywords behind both. */
const FITS = '1';
const DOES_NOT = '2';
const WORD = '3';

/** Puts what fits first; where nothing is known of the shape, everything by name. */
export const ranked = (items: readonly CompletionItem[], input: Shape | null): CompletionItem[] =>
  items.map((item) => ({ ...item, sortText: `${fits(item.label, input) ? FITS : DOES_NOT}${item.label}` }));

export const last = (items: readonly CompletionItem[]): CompletionItem[] =>
  items.map((item) => ({ ...item, sortText: `${WORD}${item.label}` }));

function fits(name: string, input: Shape | null): boolean {
  if (input === null || !isLayerName(name)) return true;
  const spec = layerSpec(name);
  // A join takes what its branches give.
  return spec.arity === 'many' || (spec.arity === 1 && takes(spec, input));
}

/** Whether the layer, at its defaults and with the rest unknown, finds no error in the shape. */
function takes(spec: LayerSpec, input: Shape): boolean {
  const args = resolve(defaults(spec.args) as Readonly<Record<string, Value>>) as ReturnType<typeof defaults>;
  const { faults = [] } = spec.infer({ inputs: [input], args });
  return faults.every(({ severity }) => severity !== 'error');
}
