/** The graph of one model of a file, ready to run: every size known. */
import type { Graph } from '../model/graph.ts';
import { nearest } from '../server/language/index.ts';
import { type Invocation, type Option, textOption } from './command.ts';
import { requireSound } from './diagnose.ts';
import { type ModelFile, readModelFile } from './files.ts';
import { applySettings } from './settings/apply.ts';
import { InputError, suggestion, UsageError } from './terminal/exit.ts';

export const modelOption: Option = { type: 'string', value: 'NAME', doc: 'the model, where the file has several' };

export interface Picked {
  readonly file: ModelFile;
  readonly graph: Graph;
}

/** A model whose parameters a train gives has the values of that train. */
export function pickModel(path: string, invocation: Invocation): Picked {
  const written = readModelFile(path, true);
  requireSound(written);
  const file = applySettings(written, invocation);
  if (file !== written) requireSound(file);
  const { models, trains } = file.analysis;
  const name = textOption(invocation, 'model');
  const names = models.map((model) => model.name);
  if (models.length === 0) throw new InputError(`${path} has no model.`);
  if (name === undefined && models.length > 1)
    throw new UsageError(`${path} has several models; choose with --model: ${names.join(', ')}.`);
  const model = models.find((candidate) => name === undefined || candidate.name === name);
  if (model === undefined)
    throw new UsageError(
      `${path} has no model ${name}; it has ${names.join(', ')}.${suggestion(nearest(name ?? '', names))}`,
    );
  const bound = trains.find((train) => train.model === model.name && train.job !== null)?.job?.graph;
  const graph = model.graph.trainingBytes === null && bound !== undefined ? bound : model.graph;
  if (graph.trainingBytes === null)
    throw new InputError(
      `Some sizes of ${model.name} are not known; give its parameters values, for example --set model.classes=10.`,
    );
  return { file, graph };
}
