/** Totals above every model, the instantiation that is shown above every block, ▶ Train above every train. */
import type { CodeLens } from 'vscode-languageserver';
import { bytes, count } from '../../model/units.ts';
import { type AnalyzedBlock, type AnalyzedTrain, faultOf, type Instantiation } from '../language/index.ts';
import { chooseInstantiationCommand, trainCommand } from '../protocol/requests.ts';
import { fileName } from '../workspace/uri.ts';
import { type Checked, rangeIn, rootCall, shownIndex } from './document.ts';
import { memoryText } from './training-text.ts';

export function codeLenses(checked: Checked): CodeLens[] {
  const { document, analysis } = checked;
  const totals = analysis.models.map(({ nameRange, graph }) => ({
    range: rangeIn(document, nameRange),
    command: text(
      `${count(graph.params)} params · ${count(graph.macs)} MACs · ${bytes(graph.activationBytes)} activations per image`,
    ),
  }));
  const blocks = analysis.blocks.flatMap((block) => ofBlock(checked, block));
  const trains = analysis.trains.flatMap((train): CodeLens[] => {
    const range = rangeIn(document, train.nameRange);
    return [
      { range, command: { title: '▶ Train', command: trainCommand, arguments: [document.uri, train.name] } },
      { range, command: text(state(checked, train)) },
    ];
  });
  return [...totals, ...blocks, ...trains];
}

/** A lens that only tells. */
const text = (title: string) => ({ title, command: '' });

/** Which instantiation is shown, to choose another from the list; and a step to the next one. */
function ofBlock(checked: Checked, block: AnalyzedBlock): CodeLens[] {
  const { document } = checked;
  const { name, nameRange, instantiations } = block;
  const index = shownIndex(checked, block);
  const shown = instantiations[index];
  if (shown === undefined) return [];
  const range = rangeIn(document, nameRange);
  const { length } = instantiations;
  // Nothing is known of a block that only other blocks call.
  if (instantiations.every(({ inputs }) => inputs.every((shape) => shape === null))) return [];
  const title = `${shown.title}${elsewhere(checked, shown)}, ${index + 1} of ${length}`;
  if (length === 1) return [{ range, command: text(title) }];
  const command = chooseInstantiationCommand;
  return [
    { range, command: { title, command, arguments: [document.uri, name] } },
    { range, command: { title: 'next', command, arguments: [document.uri, name, (index + 1) % length] } },
  ];
}

/** The model, where it stands in another file than the block: ` in ResNet50 of resnet50.nn`. */
function elsewhere({ document }: Checked, shown: Instantiation): string {
  const { file } = rootCall(shown);
  return file === document.uri ? '' : ` in ${shown.model} of ${fileName(file)}`;
}

/** What training takes, or what stands in its way: the beginning of the message, which the diagnostic says in full. */
function state({ document, analysis }: Checked, train: AnalyzedTrain): string {
  const memory = memoryText(train);
  if (memory !== null) return memory;
  const fault = faultOf(analysis, train);
  if (fault === undefined) return 'not complete';
  const { found, silencedBy } = fault;
  const beginning = found.message.split(/[;:.](?:\s|$)/)[0];
  const silenced = silencedBy === null ? '' : ` (silenced, an error all the same)`;
  return `line ${document.positionAt(found.start).line + 1}: ${beginning}${silenced}`;
}
