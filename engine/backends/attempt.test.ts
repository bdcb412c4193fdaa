import assert from 'node:assert/strict';
import { attempt } from './attempt.ts';

const entry = new URL('./answers-at-128.fixture.ts', import.meta.url);

describe('an attempt at a backend', () => {
  const before = process.env.NETWRIGHT_SIMD;
  beforeEach(() => {
    delete process.env.NETWRIGHT_SIMD;
  });
  afterEach(() => {
    if (before === undefined) delete process.env.NETWRIGHT_SIMD;
    else process.env.NETWRIGHT_SIMD = before;
  });

  it('tries cpu again at 128 bits where its process has ended, and stays with them', async () => {
    const result = await attempt({ backend: 'cpu', allowSoftware: false }, { entry });
    assert.ok('device' in result);
    assert.equal(process.env.NETWRIGHT_SIMD, '128');
  });

  it('says why others do not work, and changes nothing', async () => {
    const result = await attempt({ backend: 'webgpu', allowSoftware: false }, { entry });
    assert.ok('reason' in result);
    assert.equal(process.env.NETWRIGHT_SIMD, undefined);
  });
});
