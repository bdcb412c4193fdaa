/** The process of a probe: opens one backend, trains one tiny step, compares with the reference, answers, ends. */
import { GraphBuilder } from '../../model/build.ts';
import { vector } from '../../model/shape.ts';
import { classBatch } from '../data/class-batch.ts';
import type { Backend } from './backend.ts';
import { openBackend } from './open.ts';
import type { ProbeRequest, ProbeResult } from './probe.ts';

const TOLERANCE = 1e-4;

/** The loss of the second step of a dense layer: upload, multiply, gradient, update and read back are all in it. */
async function secondLoss(backend: Backend): Promise<number> {
  const builder = new GraphBuilder('Probe');
  builder.input('x', vector(8));
  builder.add({ id: 'dense', layer: 'dense', args: { units: 3, bias: true }, inputs: ['x'] });
  const graph = builder.finish({ batch: 4 });
  const network = await backend.createNetwork({
    graph,
    batch: 4,
    seed: 1,
    init: { name: 'he', args: {} },
    loss: [{ call: { name: 'softmax', args: {} }, weight: 1 }],
    regularizers: [],
    optimizer: { name: 'sgd', args: { lr: 0.1, momentum: 0.9 } },
  });
  const images = Float32Array.from({ length: 32 }, (_, i) => Math.sin(i));
  const batch = classBatch(graph, images, Int32Array.of(0, 1, 2, 0));
  await network.trainStep(batch, 1);
  const { loss } = await network.trainStep(batch, 2);
  network.dispose();
  return loss;
}

async function answer({ backend: name, allowSoftware }: ProbeRequest): Promise<ProbeResult> {
  try {
    const backend = await openBackend(name, { allowSoftware });
    const expected = await secondLoss(await openBackend('reference', { allowSoftware }));
    const found = await secondLoss(backend);
    if (Math.abs(found - expected) <= TOLERANCE) return { device: backend.device };
    return { reason: `It computes wrongly: a loss of ${found} where ${expected} is right.` };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

process.on('message', async (request: ProbeRequest) => {
  process.send?.(await answer(request));
});
