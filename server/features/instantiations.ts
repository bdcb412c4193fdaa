/** The instantiations of a block in a few words each, to choose one from. */
import { count } from '../../model/units.ts';
import type { InstantiationSummary } from '../protocol/requests.ts';
import { type Checked, locationIn } from './document.ts';

export function instantiations(checked: Checked, name: string): InstantiationSummary[] {
  const block = checked.analysis.blocks.find((candidate) => candidate.name === name);
  const chosen = checked.chosen(checked.document.uri, name);
  return (block?.instantiations ?? []).map(({ title, model, call, params }, i) => {
    const line = locationIn(checked, call, call.file)?.range.start.line;
    const place = line === undefined ? model : `line ${line + 1} of ${model}`;
    return { title, detail: `${place} · ${count(params)} params`, chosen: i === chosen };
  });
}
