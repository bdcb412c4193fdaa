import { nearest } from '../../server/language/index.ts';
import { oneFile } from '../arguments.ts';
import { type Command, flag, textOption } from '../command.ts';
import { requireSound } from '../diagnose.ts';
import { type ModelFile, readModelFile } from '../files.ts';
import { layerTable } from '../layer-table.ts';
import { applySettings, settingsOption } from '../settings/apply.ts';
import { exitCodes, InputError, suggestion } from '../terminal/exit.ts';
import { err, out } from '../terminal/output.ts';

export const graph: Command = {
  name: 'graph',
  usage: 'graph FILE [--model NAME] [--set KEY=VALUE…] [--json]',
  doc: 'Prints the checked graph of a model with its costs; of every model of the file when none is named.',
  options: {
    model: { type: 'string', value: 'NAME', doc: 'the model to print' },
    set: settingsOption,
    json: { type: 'boolean', doc: 'one JSON document; an array of them where several models are printed' },
  },
  async run(invocation) {
    const path = oneFile('graph', invocation);
    const written = readModelFile(path);
    const file = applySettings(written, invocation);
    const json = flag(invocation, 'json');
    if (json) requireSound(file);
    // A person sees what there is, a script is given no half of a graph.
    const wrong = json ? null : whatIsWrong(file);
    const name = textOption(invocation, 'model');
    const { models } = file.analysis;
    const names = models.map((model) => model.name);
    if (models.length === 0) throw new InputError(`${path} has no model.`);
    if (name !== undefined && !names.includes(name))
      throw new InputError(
        `${path} has no model ${name}; it has ${names.join(', ')}.${suggestion(nearest(name, names))}`,
      );
    const graphs = models.filter((model) => name === undefined || model.name === name).map((model) => model.graph);
    if (json) out(JSON.stringify(graphs.length === 1 ? graphs[0] : graphs, null, 2));
    else out(graphs.map(layerTable).join('\n\n'));
    if (wrong === null) return exitCodes.fine;
    err(`${wrong} The graph is of what is known all the same: ? is not.\n`);
    return exitCodes.input;
  },
};

/** Says what is wrong with a file; the sentence that sums it up, `null` of a sound one. */
function whatIsWrong(file: ModelFile): string | null {
  try {
    requireSound(file);
    return null;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}
