/** The package, not the source tree: made, installed into a real VS Code, and run from where it was installed. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installHost } from '../../scripts/host/install.ts';
import { makePackage, vsix } from '../../scripts/package.ts';

describe('the package', function () {
  this.timeout(120_000);
  let data: string;
  let extension: string;
  const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: data, encoding: 'utf8' });

  before(() => {
    makePackage();
    data = mkdtempSync(join(tmpdir(), 'netwright-package-'));
    const extensions = join(data, 'extensions');
    const server = join(installHost(), 'out', 'server-main.js');
    const { stdout } = run(
      server,
      '--server-data-dir',
      data,
      '--extensions-dir',
      extensions,
      '--accept-server-license-terms',
      '--install-extension',
      vsix,
    );
    assert.match(stdout, /was successfully installed/);
    extension = join(extensions, readdirSync(extensions).find((name) => name.startsWith('netwright.')) ?? '');
  });
  after(() => rmSync(data, { recursive: true, force: true }));

  it('checks and trains by itself, without what was installed to build it', () => {
    const model =
      'model A { input(x, 4); dense(2) }\ndata d { source = mnist("nowhere"); split = holdout(val=1) }\ntrain A on d { loss = softmax() }\n';
    writeFileSync(join(data, 'a.nn'), model);
    const program = join(extension, 'cli', 'bin', 'netwright.js');
    assert.equal(run(program, 'check', 'a.nn').status, 0);
    const backends = JSON.parse(run(program, 'backends', '--json').stdout) as {
      backends: { backend: string; device: string | null }[];
    };
    const cpu = backends.backends.find(({ backend }) => backend === 'cpu');
    assert.match(cpu?.device ?? '', /^WebAssembly (relaxed )?SIMD( at 256 bits)?, \d+ threads?$/);
    const { status, stderr } = run(program, 'train', 'a.nn', '--backend', 'cpu');
    assert.equal(status, 1);
    assert.match(stderr, /There is no train-images-idx3-ubyte/);
  });
});
