/** What the person's own blocks, models and functions take, as signatures: `Bottleneck(width, stride=1)`. */
import type { Item, Parameter } from '../language/index.ts';

export interface ItemSignature {
  readonly label: string;
  /** One for each parameter, as in the label. */
  readonly parameters: readonly { readonly name: string; readonly label: string }[];
}

/** `null` for what takes nothing: data, trains, imports. `text` is the file that the item stands in. */
export function itemSignature(item: Item, text: string): ItemSignature | null {
  if (item.kind !== 'model' && item.kind !== 'block' && item.kind !== 'fn') return null;
  const parameters = item.parameters.map((parameter) => ({
    name: parameter.name.text,
    label: parameterLabel(parameter, text),
  }));
  return { label: `${item.name?.text ?? ''}(${parameters.map(({ label }) => label).join(', ')})`, parameters };
}

const parameterLabel = ({ name, default: value }: Parameter, text: string): string =>
  value === null ? name.text : `${name.text}=${text.slice(value.start, value.end)}`;
