import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { environmentFolder, readChoice, writeChoice } from './choice.ts';
import { EmptyHome, type FakePython, fakePython } from './fake-python.fixture.ts';
import { findTensorflow } from './find.ts';
import { libraryNames } from './libraries.ts';

const good = { tensorflow: '2.21.0' };
const [, library = ''] = libraryNames() ?? [];

describe('finding a TensorFlow', () => {
  const home = new EmptyHome();
  beforeEach(() => home.enter());
  afterEach(() => home.leave());
  const python = (name: string, fake: FakePython) => fakePython(join(home.path, name), fake);

  it('takes the one of the interpreter that is named', async () => {
    const named = python('a', good);
    process.env.VIRTUAL_ENV = join(home.path, 'b');
    python('b', good);
    const { found, passedOver } = await findTensorflow('tensorflow', { python: named });
    const folder = join(home.path, 'a', 'site-packages', 'tensorflow');
    assert.deepEqual(found, { python: named, folder, version: '2.21.0', cuda: false });
    assert.deepEqual(passedOver, []);
  });

  it('looks nowhere else for one that is named', async () => {
    const named = python('a', {});
    process.env.VIRTUAL_ENV = join(home.path, 'b');
    python('b', good);
    const { found, passedOver, pythons } = await findTensorflow('tensorflow', { python: named });
    assert.equal(found, null);
    assert.deepEqual(passedOver, [{ python: named, reason: `${named} has no TensorFlow.` }]);
    assert.equal(pythons[0]?.python, named);
  });

  it('asks what setup chose, then the active environment, then the path', async () => {
    process.env.PATH = [join(home.path, 'path', 'bin'), '/usr/bin', '/bin'].join(delimiter);
    const onPath = python('path', good);
    assert.equal((await findTensorflow('tensorflow')).found?.folder.startsWith(join(home.path, 'path')), true);
    process.env.VIRTUAL_ENV = join(home.path, 'active');
    const active = python('active', good);
    assert.equal((await findTensorflow('tensorflow')).found?.python, active);
    const chosen = python('chosen', good);
    writeChoice('tensorflow', chosen);
    assert.equal((await findTensorflow('tensorflow')).found?.python, chosen);
    assert.notEqual(onPath, active);
  });

  it('finds the environment that a setup made, behind an interpreter that has none', async () => {
    const made = fakePython(environmentFolder('tensorflow'), good);
    const { found } = await findTensorflow('tensorflow', { python: python('a', {}) });
    assert.equal(found?.python, made);
  });

  it('is not led astray by a choice that is torn or gone', async () => {
    writeChoice('tensorflow', join(home.path, 'gone', 'python'));
    process.env.VIRTUAL_ENV = join(home.path, 'active');
    const active = python('active', good);
    const { found, passedOver } = await findTensorflow('tensorflow');
    assert.equal(found?.python, active);
    assert.match(passedOver[0]?.reason ?? '', /^There is no .*gone/);
    writeFileSync(join(home.path, 'data', 'netwright', 'tensorflow.json'), '{"tensorflow": 3');
    assert.deepEqual(readChoice(), {});
  });

  const refused: readonly (readonly [what: string, fake: FakePython, gpu: boolean, reason: RegExp])[] = [
    ['an old version', { tensorflow: '2.20.1' }, false, /TensorFlow 2\.20\.1 in .* is too old: .* measured over 2\.21/],
    ['an older major version', { tensorflow: '1.99.0' }, false, /too old/],
    ['one that says no version', { tensorflow: 'unknown' }, false, /does not say its version/],
    ['one without its C++ library', { ...good, without: [library] }, false, new RegExp(`has no ${library}`)],
    ['one without CUDA for a GPU', good, true, /built without CUDA/],
  ];
  for (const [what, fake, gpu, reason] of refused) {
    it(`refuses ${what}, with the reason`, async () => {
      const { found, passedOver } = await findTensorflow(gpu ? 'tensorflow-gpu' : 'tensorflow', {
        python: python('a', fake),
      });
      assert.equal(found, null);
      assert.match(passedOver[0]?.reason ?? '', reason);
    });
  }

  it('takes later versions, releases to come included, and CUDA for both', async () => {
    for (const tensorflow of ['2.22.0', '2.100.1', '3.0.0-rc1', '2.22.0.dev20260501']) {
      const named = python(tensorflow, { tensorflow, cuda: true });
      for (const name of ['tensorflow', 'tensorflow-gpu'] as const)
        assert.equal((await findTensorflow(name, { python: named })).found?.version, tensorflow);
    }
  });

  it('says what is wrong with something that is no Python', async () => {
    const other = join(home.path, 'other');
    writeFileSync(other, '#!/bin/sh\necho hello\n');
    chmodSync(other, 0o755);
    const talking = await findTensorflow('tensorflow', { python: other });
    assert.match(talking.passedOver[0]?.reason ?? '', /does not answer as a Python does: hello/);
    writeFileSync(other, '#!/bin/sh\necho broken install >&2\nexit 4\n');
    const failing = await findTensorflow('tensorflow', { python: other });
    assert.match(failing.passedOver[0]?.reason ?? '', /does not run: broken install\./);
  });
});
