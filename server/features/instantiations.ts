/** The instantiations of a block in a few words each, to choose one from. */
import { count } from '../../model/units.ts';
import type { Instantiation } from '../language/index.ts';
import type { InstantiationSummary } from '../protocol/requests.ts';
import { fileName } from '../workspace/uri.ts';
import { type Checked, type Choice, choiceOf, rootCall, shownIndex } from './document.ts';

export function instantiations(checked: Checked, name: string): InstantiationSummary[] {
  const block = blockOf(checked, name);
  if (block === undefined) return [];
  const chosen = shownIndex(checked, block);
  const lineOf = lines(checked);
  return block.instantiations.map((one, i) => {
    const line = lineOf(one);
    const place = line === null ? one.model : `line ${line} of ${one.model}`;
    const { file } = rootCall(one);
    const where = file === checked.document.uri ? place : `${place} in ${fileName(file)}`;
    return { title: one.title, detail: `${where} · ${count(one.params)} params`, chosen: i === chosen };
  });
}

/** The choice of one of them, by its index; `null` where it is gone. */
export function choiceAt(checked: Checked, name: string, index: number): Choice | null {
  const block = blockOf(checked, name);
  return block === undefined ? null : choiceOf(block, index);
}

const blockOf = ({ analysis }: Checked, name: string) => analysis.blocks.find((candidate) => candidate.name === name);

/** Lines from 1: of the call itself in this file, and in another one of the call in its model. */
function lines({ document, documentOf }: Checked): (one: Instantiation) => number | null {
  const documents = new Map([[document.uri, document]]);
  return (one) => {
    const root = rootCall(one);
    const call = root.file === document.uri ? one.call : root;
    const known = documents.get(call.file) ?? documentOf(call.file);
    if (known === null) return null;
    documents.set(call.file, known);
    return known.positionAt(call.start).line + 1;
  };
}
