import type { Graph } from '../../model/graph.ts';
import { type Command, flag, textOption } from '../command.ts';
import { requireSound } from '../diagnose.ts';
import { readModelFile } from '../files.ts';
import { layerTable } from '../layer-table.ts';
import { applySettings, settingsOption } from '../settings.ts';
import { exitCodes, InputError, UsageError } from '../terminal/exit.ts';
import { out } from '../terminal/output.ts';

export const graph: Command = {
  name: 'graph',
  usage: 'graph FILE [--model NAME] [--set KEY=VALUE…] [--json]',
  doc: 'Prints the checked graph of a model with its costs; of every model of the file when none is named.',
  options: {
    model: { type: 'string', value: 'NAME', doc: 'the model to print' },
    set: settingsOption,
    json: { type: 'boolean', doc: 'one JSON document' },
  },
  async run(invocation) {
    const [path, ...more] = invocation.positionals;
    if (path === undefined || more.length > 0) throw new UsageError('graph takes one file.');
    const file = applySettings(readModelFile(path), invocation);
    requireSound(file);
    const name = textOption(invocation, 'model');
    const models = file.analysis.models.filter((model) => name === undefined || model.name === name);
    if (models.length === 0) {
      const known = file.analysis.models.map((model) => model.name).join(', ');
      throw new InputError(
        name === undefined ? `${path} has no model.` : `${path} has no model ${name}; it has ${known}.`,
      );
    }
    const graphs: Graph[] = models.map((model) => model.graph);
    if (flag(invocation, 'json')) out(JSON.stringify(graphs.length === 1 ? graphs[0] : graphs, null, 2));
    else out(graphs.map(layerTable).join('\n\n'));
    return exitCodes.fine;
  },
};
