/**
 * The self-test of a TensorFlow: ten training steps of a small convolutional net, compared with the backend `cpu`. It is
 * run once for each combination of versions; a combination that has passed is remembered in the person's cache.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GraphBuilder } from '../../../model/build.ts';
import { defaults, type Value } from '../../../model/catalog/arguments.ts';
import type { Graph } from '../../../model/graph.ts';
import { type LayerName, layerSpec } from '../../../model/layers/index.ts';
import { image } from '../../../model/shape.ts';
import { classBatch } from '../../data/class-batch.ts';
import { writeAtomically } from '../../runs/write.ts';
import { cacheFolder } from '../../user-folders.ts';
import { version } from '../../version.ts';
import { type Backend, BackendError } from '../backend.ts';

export const SELF_TEST_STEPS = 10;

/** What float32 and another order of sums leave of a loss after ten steps, relative. */
const TOLERANCE = 1e-4;

const BATCH = 8;

function smallConvNet(): Graph {
  const builder = new GraphBuilder('SelfTest');
  builder.input('image', image(8, 8, 1));
  let current = 'image';
  const add = (layer: LayerName, args: Readonly<Record<string, Value>> = {}) => {
    builder.add({ id: layer, layer, args: { ...defaults(layerSpec(layer).args), ...args }, inputs: [current] });
    current = layer;
  };
  add('conv', { filters: 4, kernel: [3, 3] });
  add('relu');
  add('maxpool', { window: [2, 2], stride: [2, 2] });
  add('flatten');
  add('dense', { units: 3 });
  return builder.finish({ batch: BATCH });
}

/** The loss of each step. */
export async function trainTenSteps(backend: Backend): Promise<readonly number[]> {
  const graph = smallConvNet();
  const network = await backend.createNetwork({
    graph,
    batch: BATCH,
    seed: 1,
    init: { name: 'he', args: {} },
    loss: [{ call: { name: 'softmax', args: {} }, weight: 1 }],
    regularizers: [],
    optimizer: { name: 'sgd', args: { lr: 0.1, momentum: 0.9 } },
  });
  const losses: number[] = [];
  for (let step = 1; step <= SELF_TEST_STEPS; step++) {
    const images = Float32Array.from({ length: BATCH * 64 }, (_, i) => Math.sin(i * step));
    const labels = Int32Array.from({ length: BATCH }, (_, i) => (i + step) % 3);
    losses.push((await network.trainStep(classBatch(graph, images, labels), step)).loss);
  }
  network.dispose();
  return losses;
}

export interface SelfTest {
  readonly steps: number;
  /** The largest difference of a loss from that of `cpu`, relative to it. */
  readonly worst: number;
}

/** @throws BackendError when the two do not agree. */
export function compare(found: readonly number[], expected: readonly number[]): SelfTest {
  let worst = 0;
  for (const [i, right] of expected.entries()) {
    const loss = found[i] ?? Number.NaN;
    const error = Math.abs(loss - right) / Math.max(1, Math.abs(right));
    if (!(error <= TOLERANCE))
      throw new BackendError(`The self-test fails: at step ${i + 1} the loss is ${loss} where cpu computes ${right}.`);
    worst = Math.max(worst, error);
  }
  return { steps: expected.length, worst };
}

const file = () => join(cacheFolder(), 'self-tests.json');

/** All that a result depends on. */
const keyOf = ({ name, device, versions }: Backend, folder: string) =>
  JSON.stringify([
    name,
    device,
    versions,
    folder,
    version,
    process.versions.node,
    `${process.platform}-${process.arch}`,
  ]);

function passed(): Record<string, SelfTest> {
  try {
    return JSON.parse(readFileSync(file(), 'utf8')) as Record<string, SelfTest>;
  } catch {
    return {};
  }
}

export interface SelfTestOptions {
  readonly backend: Backend;
  /** The folder of TensorFlow. */
  readonly folder: string;
  /** Whether to run it although it has passed before. */
  readonly again: boolean;
  openCpu(): Promise<Backend>;
}

/** Gives the remembered result, or runs the test: it leaves `cpu` as the backend of TensorFlow.js. */
export async function selfTest({ backend, folder, again, openCpu }: SelfTestOptions): Promise<SelfTest> {
  const key = keyOf(backend, folder);
  const known = passed()[key];
  if (known !== undefined && !again) return known;
  const found = await trainTenSteps(backend);
  await backend.dispose();
  const result = compare(found, await trainTenSteps(await openCpu()));
  try {
    mkdirSync(dirname(file()), { recursive: true });
    writeAtomically(file(), `${JSON.stringify({ ...passed(), [key]: result }, null, 2)}\n`);
  } catch {
    // A cache that cannot be written costs a repetition, no more.
  }
  return result;
}
