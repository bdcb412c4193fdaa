/** Totals above every model, ▶ Train above every train. */
import type { CodeLens } from 'vscode-languageserver';
import { bytes, count } from '../../model/units.ts';
import type { AnalyzedTrain } from '../language/index.ts';
import { trainCommand } from '../protocol/requests.ts';
import { type Checked, rangeIn } from './document.ts';
import { faultOf } from './fault.ts';

export function codeLenses(checked: Checked): CodeLens[] {
  const { document, analysis } = checked;
  const totals = analysis.models.map(({ nameRange, graph }) => ({
    range: rangeIn(document, nameRange),
    command: text(
      `${count(graph.params)} params · ${count(graph.macs)} MACs · ${bytes(graph.activationBytes)} activations per image`,
    ),
  }));
  const trains = analysis.trains.flatMap((train): CodeLens[] => {
    const range = rangeIn(document, train.nameRange);
    return [
      { range, command: { title: '▶ Train', command: trainCommand, arguments: [document.uri, train.name] } },
      { range, command: text(state(checked, train)) },
    ];
  });
  return [...totals, ...trains];
}

/** A lens that only tells. */
const text = (title: string) => ({ title, command: '' });

/** What training takes, or what stands in its way: the beginning of the message, which the diagnostic says in full. */
function state({ document, analysis }: Checked, train: AnalyzedTrain): string {
  if (train.job !== null)
    return `${bytes(train.job.graph.trainingBytes)} to train at batch ${train.job.settings.batch}`;
  const fault = faultOf(analysis, train);
  if (fault === undefined) return 'a fault is silenced';
  const beginning = fault.message.split(/[;:.](?:\s|$)/)[0];
  return `line ${document.positionAt(fault.start).line + 1}: ${beginning}`;
}
