import assert from 'node:assert/strict';
import { call, makeNetwork, smallNet, someBatch } from '../network/small-net.fixture.ts';
import { BackendError } from './backend.ts';
import { chooseBackend, probeBackends } from './choose.ts';
import { probe } from './probe.ts';
import { EmptyHome } from './tensorflow/fake-python.fixture.ts';

const request = { backend: 'cpu', allowSoftware: false } as const;
const device = /^WebAssembly (relaxed )?SIMD( at 256 bits)?, (1 thread|\d+ threads)$/;
const entry = (file: string) => new URL(file, import.meta.url);

describe('probe', () => {
  it('answers with the device where the backend computes rightly', async () => {
    const result = await probe(request);
    assert.ok('device' in result);
    assert.match(result.device, device);
    assert.equal(result.gpu, false);
    assert.deepEqual(Object.keys(result.versions), ['kernels', 'simd']);
  });

  it('survives a backend that takes its process along, and gives its last words', async () => {
    const result = await probe(request, { entry: entry('./answers-crash.fixture.ts') });
    assert.ok('reason' in result);
    assert.match(result.reason, /^Its test process ended with .+: the driver is gone\.$/);
  });

  it('does not wait for ever', async () => {
    const result = await probe(request, { entry: entry('./answers-never.fixture.ts'), patienceMs: 300 });
    assert.deepEqual(result, { reason: 'It did not answer within 0.3 s.' });
  });
});

describe('choice of a backend', () => {
  const home = new EmptyHome();
  beforeEach(() => {
    home.enter();
    process.env.NETWRIGHT_PYTHON = '/there/is/nothing';
  });
  afterEach(() => home.leave());

  it('takes the one asked for and passes nothing over', async () => {
    const { backend, report } = await chooseBackend({ requested: 'cpu' });
    assert.match(report.device, device);
    assert.deepEqual({ ...report, device: '' }, { chosen: 'cpu', device: '', passedOver: [] });
    const network = await makeNetwork(backend, smallNet(), { optimizer: call('sgd', { lr: 0.1, momentum: 0 }) });
    assert.ok(Number.isFinite((await network.trainStep(someBatch(4), 1)).loss));
    network.dispose();
    await backend.dispose();
  });

  it('says why the one asked for does not work', async () => {
    await assert.rejects(chooseBackend({ requested: 'tensorflow' }), (error) => {
      assert.ok(error instanceof BackendError);
      assert.equal(error.message, 'tensorflow: No TensorFlow that will do is found. There is no /there/is/nothing.');
      return true;
    });
  });

  it('comes to one that works, with a reason for each before it', async () => {
    const { backend, report } = await chooseBackend({});
    await backend.dispose();
    const chain = ['tensorflow-gpu', 'webgpu', 'cpu', 'tensorflow'];
    const earlier = chain.slice(0, chain.indexOf(report.chosen));
    assert.deepEqual(
      report.passedOver.map((entry) => entry.backend),
      earlier,
    );
    for (const { reason } of report.passedOver) assert.match(reason, /^\S.*\.$/);
  });

  it('is not the reference unless asked, which is listed last', async () => {
    const found = await probeBackends();
    assert.deepEqual(
      found.map(({ backend }) => backend),
      ['tensorflow-gpu', 'webgpu', 'cpu', 'tensorflow', 'reference'],
    );
    for (const { device, reason, gpu } of found) {
      assert.ok((device === null) !== (reason === null));
      assert.equal(gpu === null, device === null);
    }
    const native = found.find(({ backend }) => backend === 'tensorflow');
    assert.equal(native?.remedy, 'netwright setup tensorflow');
  });
});
