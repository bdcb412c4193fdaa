/** Totals above every model, ▶ Train above every train. */
import type { CodeLens } from 'vscode-languageserver';
import { trainCommand } from '../protocol/requests.ts';
import { type Checked, rangeIn } from './document.ts';
import { bytes, count } from './units.ts';

export function codeLenses({ document, analysis }: Checked): CodeLens[] {
  const totals = analysis.models.map(({ nameRange, graph }) => ({
    range: rangeIn(document, nameRange),
    command: {
      title: `${count(graph.params)} params · ${count(graph.macs)} multiply-adds · ${bytes(graph.activationBytes)} of activations per image`,
      command: '',
    },
  }));
  const trains = analysis.trains.flatMap(({ nameRange, name, job }) => {
    const range = rangeIn(document, nameRange);
    const train = { range, command: { title: '▶ Train', command: trainCommand, arguments: [document.uri, name] } };
    if (job === null) return [train];
    const memory = `${bytes(job.graph.trainingBytes)} to train at batch ${job.settings.batch}`;
    return [train, { range, command: { title: memory, command: '' } }];
  });
  return [...totals, ...trains];
}
