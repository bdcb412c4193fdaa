/**
 * How far every backend of this machine is from what PyTorch computes in float64: `node bench/agreement.ts`, with `--all`
 * a row for every layer, loss and optimizer rather than for each family. A number is the worst
 * max|a − b| / (max|b| + 0.01) of all tensors: outputs, every gradient, running statistics, and of optimizers the losses
 * and weights of three steps. Beyond 10⁻⁴ the command fails.
 */
import type { Backend } from '../engine/backends/backend.ts';
import { findCandidates, openCandidate } from '../engine/backends/candidates.fixture.ts';
import { referenceBackend } from '../engine/backends/reference/backend.ts';
import { referenceRuntime } from '../engine/backends/reference/runtime.ts';
import { type LayerName, layerFamilies } from '../model/layers/index.ts';
import { type Comparison, single, worstError } from '../test/engine/comparison.fixture.ts';
import * as still from '../test/engine/layers-a.fixture.ts';
import * as sliding from '../test/engine/layers-b.fixture.ts';
import { type LossCase, learning } from '../test/engine/learning.fixture.ts';
import { judge, passesOf, stepsOf } from '../test/engine/learning-run.fixture.ts';

interface Item {
  readonly family: string;
  readonly name: string;
  run(): Promise<readonly Comparison[]>;
}

type Judge = (lossCase: LossCase) => Promise<readonly Comparison[]>;

const familyOf = (layer: LayerName): string => {
  const found = Object.entries(layerFamilies).find(([, family]) => Object.hasOwn(family, layer));
  return found === undefined ? layer : found[0];
};

const items = (backend: Backend, judged: Judge): readonly Item[] => [
  ...sliding.cases.map((known) => ({
    family: familyOf(known.layer),
    name: known.layer,
    run: () => sliding.passOf(backend, known),
  })),
  ...still.cases.map((known) => ({
    family: familyOf(known.layer),
    name: known.layer,
    run: () => still.passOf(backend, known),
  })),
  ...learning.losses.map((known) => ({ family: 'Losses', name: known.call.name, run: () => judged(known) })),
  ...learning.trainings.map((known) => ({
    family: 'Optimizers, regularizers and clipping, three steps',
    name: known.settings.optimizer.name,
    run: () => stepsOf(backend, known),
  })),
  ...learning.minimized.map((known) => ({
    family: 'L-BFGS, three passes',
    name: known.optimizer.name,
    run: () => passesOf(backend, known),
  })),
];

/** By backend, by row. */
const table = new Map<string, Map<string, number>>();
const counts = new Map<string, number>();
const all = process.argv.includes('--all');

async function measure(column: string, backend: Backend, judged: Judge): Promise<void> {
  const rows = new Map<string, number>();
  counts.clear();
  for (const { family, name, run } of items(backend, judged)) {
    const row = all ? `${family}: ${name}` : family;
    const error = await run().then(worstError, (reason: unknown) => {
      console.error(`${column}, ${name}: ${reason}`);
      return Number.POSITIVE_INFINITY;
    });
    rows.set(row, Math.max(rows.get(row) ?? 0, error));
    counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  table.set(column, rows);
}

await measure('reference', referenceBackend, (known) => judge(referenceRuntime, known));
for (const { name, reason } of await findCandidates()) {
  if (reason !== null) {
    console.error(`${name}: ${reason}`);
    continue;
  }
  const { backend, runtime } = await openCandidate(name);
  await measure(name, backend, (known) => judge(runtime, known));
  await backend.dispose();
}

const columns = [...table.keys()];
console.log(`| | cases | ${columns.join(' | ')} |`);
console.log(`| --- | ---: |${' ---: |'.repeat(columns.length)}`);
let worst = 0;
for (const [row, count] of counts) {
  const errors = columns.map((column) => table.get(column)?.get(row) ?? Number.POSITIVE_INFINITY);
  worst = Math.max(worst, ...errors);
  console.log(`| ${row} | ${count} | ${errors.map((error) => error.toExponential(0)).join(' | ')} |`);
}
// Native backends keep threads of their own.
process.exit(worst <= single.relative ? 0 : 1);
