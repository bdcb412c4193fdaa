/**
 * Time of a training step: `node bench/step.ts [backend …]`, by default every backend that works here. Median of 30
 * steps after 5 to warm up, forward, backward and Adam, batch 64.
 */
import { openBackend } from '../engine/backends/open.ts';
import { probe } from '../engine/backends/probe.ts';
import { classBatch } from '../engine/data/class-batch.ts';
import { type BackendName, backendNames } from '../engine/protocol/job.ts';
import { fillNormal } from '../engine/random/philox.ts';
import { trainDefaults } from '../model/settings.ts';
import { cifarNet, lenet } from '../model/zoo.fixture.ts';

const BATCH = 64;
const WARM = 5;
const TIMED = 30;
/** A step that takes longer is timed less often. */
const PATIENCE_MS = 20_000;

const nets = { 'LeNet-5, 28×28': lenet(BATCH), 'CIFAR ConvNet': cifarNet(BATCH) };

async function median(name: BackendName, graph: (typeof nets)[keyof typeof nets]): Promise<number> {
  const backend = await openBackend(name, { allowSoftware: false });
  const network = await backend.createNetwork({
    graph,
    batch: BATCH,
    seed: 1,
    init: trainDefaults.init,
    loss: [{ call: { name: 'softmax', args: {} }, weight: 1 }],
    regularizers: [{ name: 'l2', args: { weight: 1e-4 } }],
    optimizer: trainDefaults.optimizer,
  });
  const pixels = graph.inputs[0].shape.reduce<number>((product, extent) => product * (extent ?? 1), BATCH);
  const images = fillNormal(new Float32Array(pixels), { seed: 1, purpose: 'shuffle' });
  const batch = classBatch(
    graph,
    images,
    Int32Array.from({ length: BATCH }, (_, i) => i % 10),
  );
  const times: number[] = [];
  const begun = performance.now();
  for (let step = 1; step <= WARM + TIMED && performance.now() - begun < PATIENCE_MS; step++) {
    const start = performance.now();
    await network.trainStep(batch, step);
    times.push(performance.now() - start);
  }
  network.dispose();
  await backend.dispose();
  const timed = times.slice(Math.min(WARM, times.length - 1)).sort((a, b) => a - b);
  return timed[Math.floor(timed.length / 2)];
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(backendNames as readonly string[]).includes(name));
if (unknown.length > 0) {
  console.error(`There is no backend ${unknown.join(', ')}; there are ${backendNames.join(', ')}.`);
  process.exit(2);
}
for (const name of asked.length > 0 ? (asked as BackendName[]) : backendNames.filter((name) => name !== 'reference')) {
  const result = await probe({ backend: name, allowSoftware: false });
  if ('reason' in result) {
    console.log(`${name}: ${result.reason}`);
    continue;
  }
  for (const [net, graph] of Object.entries(nets))
    console.log(`${name} (${result.device}), ${net}, batch ${BATCH}: ${(await median(name, graph)).toFixed(1)} ms`);
}
// Native backends keep threads of their own.
process.exit();
