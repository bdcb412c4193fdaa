/** The process of a probe: opens one backend, trains one tiny step, compares with the reference, answers, ends. */
import { GraphBuilder } from '../../model/build.ts';
import { vector } from '../../model/shape.ts';
import { classBatch } from '../data/class-batch.ts';
import { type Backend, BackendError } from './backend.ts';
import { openBackend } from './open.ts';
import type { ProbeRequest, ProbeResult } from './probe.ts';
import type { SelfTest } from './tensorflow/self-test.ts';

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

/** Once for each combination of versions, or when asked to. `undefined` for a backend that has none. */
async function testItself(backend: Backend, again: boolean): Promise<SelfTest | undefined> {
  const { name } = backend;
  if (name !== 'tensorflow' && name !== 'tensorflow-gpu') return undefined;
  const { loadTensorflow } = await import('./tensorflow/load.ts');
  const { selfTest } = await import('./tensorflow/self-test.ts');
  const { tensorflow } = await loadTensorflow(name, backend.threads);
  const openCpu = () => openBackend('cpu', { allowSoftware: false });
  return selfTest({ backend, folder: tensorflow.folder, again, openCpu });
}

async function answer({ backend: name, allowSoftware, selfTest = false }: ProbeRequest): Promise<ProbeResult> {
  try {
    const backend = await openBackend(name, { allowSoftware });
    const expected = await secondLoss(await openBackend('reference', { allowSoftware }));
    const found = await secondLoss(backend);
    if (!(Math.abs(found - expected) <= TOLERANCE))
      return { reason: `It computes wrongly: a loss of ${found} where ${expected} is right.` };
    const { device, gpu, versions } = backend;
    const tested = await testItself(backend, selfTest);
    return { device, gpu, versions, ...(tested === undefined ? {} : { selfTest: tested }) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const remedy = error instanceof BackendError ? error.remedy : undefined;
    return { reason, ...(remedy === undefined ? {} : { remedy }) };
  }
}

process.on('message', async (request: ProbeRequest) => {
  process.send?.(await answer(request));
});
