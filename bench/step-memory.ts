/** What a training step takes of the embedded backend's memory, beside what the checker predicts: a table in Markdown. */
import { join } from 'node:path';
import { openCpu } from '../engine/backends/cpu/backend.ts';
import { planTraining } from '../model/plan.ts';
import { buildKernels } from '../scripts/kernels.ts';
import { graphOf, netNames, nets } from './nets.ts';
import { learning, randomBatch, settingsOf } from './random-batch.ts';

const MIB = 2 ** 20;
const STEPS = 3;

await buildKernels(join(import.meta.dirname, '..', 'dist', 'kernels'));
console.log('| | predicted, MiB | taken, MiB | | after the first step |');
console.log('| --- | ---: | ---: | ---: | ---: |');
for (const name of netNames) {
  const { title, batch } = nets[name];
  const graph = graphOf(name);
  const predicted = planTraining(graph, batch, { optimizerCopies: 1 })?.bytes.total ?? Number.NaN;
  const backend = await openCpu();
  const network = await backend.createNetwork({ graph, batch, ...settingsOf(learning) });
  const values = randomBatch(graph, batch);
  const reached: number[] = [];
  for (let step = 1; step <= STEPS; step++) {
    await network.trainStep(values, step);
    reached.push(backend.machine.reach);
  }
  const [first, last] = [reached[0] ?? 0, reached.at(-1) ?? 0];
  console.log(
    `| ${title}, batch ${batch} | ${(predicted / MIB).toFixed(1)} | ${(last / MIB).toFixed(1)} | ${(last / predicted).toFixed(2)} | +${last - first} bytes |`,
  );
  network.dispose();
  await backend.dispose();
}
