import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { chooseBackend } from '../../engine/backends/choose.ts';
import { readArray } from '../../engine/data/arrays.ts';
import { openFile } from '../../engine/data/file-source.ts';
import { endsOf } from '../../engine/network/heads.ts';
import type { Ends, Network, NumbersByName, PassOutcome } from '../../engine/network/network.ts';
import { writeAtomically } from '../../engine/runs/write.ts';
import { UncoveredError, uncoveredGraph } from '../../engine/uncovered.ts';
import { writeNpz } from '../../formats/npy-write.ts';
import { readSafetensors } from '../../formats/safetensors.ts';
import type { Graph } from '../../model/graph.ts';
import { knownShapes } from '../../model/plan/known-shapes.ts';
import { trainDefaults } from '../../model/settings.ts';
import type { Extent } from '../../model/shape.ts';
import { oneFile } from '../arguments.ts';
import { backendOf, backendOption } from '../backend-option.ts';
import { type Command, type Invocation, textOption } from '../command.ts';
import { modelOption, pickModel } from '../pick-model.ts';
import { settingsOption } from '../settings/apply.ts';
import { exitCodes, InputError, UsageError } from '../terminal/exit.ts';
import { err } from '../terminal/output.ts';
import { wholeNumber } from '../whole-number.ts';

export const run: Command = {
  name: 'run',
  usage:
    'run FILE [--model NAME] [--set KEY=VALUE…] [--weights W.safetensors] --input X.npy [--upstream D.npy] [--mode train|eval] [--backend B] [--seed N] --out O.npz',
  doc: 'Runs a model forward on arrays, and with --upstream backward: anybody can hold a network against another framework. The result has output (or every head by its name), and with --upstream grad.input and grad.<weight>.',
  options: {
    model: modelOption,
    set: settingsOption,
    weights: { type: 'string', value: 'W', doc: 'weights by name; what it lacks is initialized by the seed, and said' },
    input: {
      type: 'string',
      value: 'X',
      doc: 'batch × shape, float32 or float64; of several inputs a .npz with an array for each by its name',
    },
    upstream: {
      type: 'string',
      value: 'D',
      doc: 'the gradient of a scalar with respect to the output; of several outputs a .npz by their names',
    },
    mode: { type: 'string', value: 'M', doc: 'eval: running statistics, no noise (as when not given); train' },
    backend: backendOption,
    seed: { type: 'string', value: 'N', doc: 'where weights and noise start (1)' },
    out: { type: 'string', value: 'O', doc: 'the .npz to write' },
  },
  async run(invocation) {
    const path = oneFile('run', invocation);
    const [input, target] = [needed(invocation, 'input'), needed(invocation, 'out')];
    const mode = textOption(invocation, 'mode') ?? 'eval';
    if (mode !== 'train' && mode !== 'eval') throw new UsageError(`--mode is train or eval; not ${mode}.`);
    const seed = wholeNumber(invocation, 'seed', trainDefaults.seed, 0);
    const { graph } = pickModel(path, { ...invocation, values: { ...invocation.values, seed: undefined } });
    const missing = uncoveredGraph(graph);
    if (missing.length > 0) throw new InputError(new UncoveredError(missing).message);
    const { inputs, count } = readInputs(graph, input);
    const upstreamFile = textOption(invocation, 'upstream');
    const upstream = upstreamFile === undefined ? undefined : readUpstream(graph, upstreamFile, count);
    const requested = backendOf(invocation);
    const { backend } = await chooseBackend({ requested });
    const network = await backend.createNetwork({
      graph,
      batch: count,
      seed,
      init: trainDefaults.init,
      loss: [],
      regularizers: [],
      optimizer: trainDefaults.optimizer,
    });
    try {
      await giveWeights(network, textOption(invocation, 'weights'));
      const pass = { inputs, count, training: mode === 'train', step: 1 };
      const outcome = await network.pass(upstream === undefined ? pass : { ...pass, upstream });
      writeAtomically(resolve(target), writeNpz(arraysOf(graph, outcome)));
    } finally {
      network.dispose();
      await backend.dispose();
    }
    err(`${graph.model} on ${backend.name} (${backend.device}), ${count} samples: ${target} written.`);
    return exitCodes.fine;
  },
};

function needed(invocation: Invocation, name: string): string {
  const value = textOption(invocation, name);
  if (value === undefined) throw new UsageError(`run needs --${name}; netwright run --help says more.`);
  return value;
}

/** The array of each name: from a .npz by name, or the only array of a .npy where one is wanted. */
function readNamed(file: string, names: readonly string[], what: string) {
  if (!existsSync(file)) throw new InputError(`There is no file ${file}.`);
  const packed = file.toLowerCase().endsWith('.npz');
  if (!packed && names.length > 1)
    throw new InputError(
      `The model has the ${what}s ${names.join(', ')}: ${file} has to be a .npz with an array for each.`,
    );
  return names.map((name) => ({ name, array: readArray(file, packed ? name : null) }));
}

function readInputs(graph: Graph, file: string): { inputs: Ends; count: number } {
  const names = graph.inputs.map(({ name }) => name);
  const found = readNamed(file, names, 'input');
  const count = found[0]?.array.shape[0] ?? 0;
  const inputs: Record<string, Float32Array> = {};
  for (const [i, { name, array }] of found.entries()) {
    const wanted = graph.inputs[i]?.shape.join('×') ?? '';
    const [samples, ...extents] = array.shape;
    if (samples === undefined || samples === 0 || extents.join('×') !== wanted || samples !== count)
      throw new InputError(
        `${file}: ${name} is ${array.shape.join('×') || 'a single number'}; the model takes ${count || 'N'}×${wanted} (batch × ${graph.inputs[i]?.axes.join(' × ')}).`,
      );
    inputs[name] = array.data;
  }
  return { inputs, count };
}

function readUpstream(graph: Graph, file: string, count: number): Ends {
  const shapes = outputShapes(graph);
  const names = [...shapes.keys()];
  const upstream: Record<string, Float32Array> = {};
  for (const { name, array } of readNamed(file, names, 'output')) {
    const wanted = [count, ...(shapes.get(name) ?? [])].join('×');
    if (array.shape.join('×') !== wanted)
      throw new InputError(`${file}: ${name} is ${array.shape.join('×')}; the output is ${wanted}.`);
    upstream[name] = array.data;
  }
  return upstream;
}

/** Extents of one sample of each output, by name. Every size is known by then. */
function outputShapes(graph: Graph): ReadonlyMap<string, readonly Extent[]> {
  const shapes = knownShapes(graph);
  return new Map(endsOf(graph).map(({ name, reference }) => [name, shapes?.get(reference)?.extents ?? []]));
}

async function giveWeights(network: Network, file: string | undefined): Promise<void> {
  const own = await network.weights();
  if (file === undefined) {
    if (own.size > 0) err('No --weights: all of them are initialized by the seed.');
    return;
  }
  if (!existsSync(file)) throw new InputError(`There is no file ${file}.`);
  const { tensors } = readSafetensors(openFile(resolve(file)));
  const missing = [...own.keys()].filter((name) => !tensors.has(name));
  if (missing.length > 0) err(`Not in ${file}, and initialized by the seed: ${missing.join(', ')}.`);
  await network.setWeights(new Map([...own].map(([name, initial]) => [name, tensors.get(name) ?? initial])));
}

function arraysOf(graph: Graph, { outputs, inputGradients, weightGradients }: PassOutcome): NumbersByName {
  const arrays = new Map<string, { shape: readonly number[]; data: Float32Array }>();
  const only = graph.heads === undefined && outputs.size === 1;
  for (const [name, numbers] of outputs) arrays.set(only ? 'output' : name, numbers);
  const single = graph.inputs.length === 1;
  for (const [name, numbers] of inputGradients) arrays.set(single ? 'grad.input' : `grad.${name}`, numbers);
  for (const [name, numbers] of weightGradients) arrays.set(`grad.${name}`, numbers);
  return arrays;
}
