import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { netwright, scratchFolder } from './netwright.ts';

const SOURCE = `model Small {
  input(image, 6x6x2)
  conv(3, 3x3, pad=1, bias=false)
  batchnorm
  tanh
  flatten
  dense(4)
}
model Cornered {
  input(x, 1)
  relu
  dense(1)
  relu
}
`;

interface Document {
  readonly version: number;
  readonly model: string;
  readonly mode: string;
  readonly threshold: number;
  readonly checks: readonly { readonly name: string; readonly checked: number; readonly worst: number }[];
}

describe('netwright gradcheck', () => {
  const folder = scratchFolder();
  const model = join(folder, 'models.nn');
  const gradcheck = (...args: string[]) => netwright(['gradcheck', model, ...args]);

  before(() => writeFileSync(model, SOURCE));

  it('prints a line for every weight and input, with the worst relative error', async () => {
    const { code, stdout, stderr } = await gradcheck('--model', 'Small');
    assert.deepEqual([code, stderr], [0, '']);
    const lines = stdout.trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => line.split(/ {2,}/)[0]),
      ['conv1.weight', 'batchnorm1.weight', 'batchnorm1.bias', 'dense1.weight', 'dense1.bias', 'input image'],
    );
    for (const line of lines) assert.match(line, / {2}(right|near {0,2}) {2}\d\.\de-\d+ over (20|3|4) elements/);
  });

  it('is one document with --json; samples, elements, mode and seed are chosen', async () => {
    const check = async (...args: string[]) => {
      const { code, stdout } = await gradcheck('--model', 'Small', '--elements', '5', '--json', ...args);
      assert.equal(code, 0);
      return JSON.parse(stdout) as Document;
    };
    const one = await check('--batch', '2');
    assert.deepEqual([one.version, one.model, one.mode, one.threshold], [1, 'Small', 'train', 1e-4]);
    assert.deepEqual(
      one.checks.map(({ checked }) => checked),
      [5, 3, 3, 5, 4, 5],
    );
    assert.ok(one.checks.every(({ worst }) => worst < 1e-4));
    assert.equal((await check('--mode', 'eval')).mode, 'eval');
    assert.deepEqual(await check('--batch', '2'), one);
    assert.notDeepEqual((await check('--batch', '2', '--seed', '2')).checks, one.checks);
  });

  it('leaves out elements at a corner, and counts them', async () => {
    // Of a sample below zero the first ReLU gives 0, and the bias starts at 0: the second has its corner there.
    const { code, stdout } = await gradcheck('--model', 'Cornered');
    assert.equal(code, 0);
    assert.match(stdout, /^dense1\.bias +right +0\.0e\+0 over 1 elements, 1 at a corner left out$/m);
  });

  const refused: readonly (readonly [args: readonly string[], code: number, message: RegExp])[] = [
    [['--model', 'Small', '--mode', 'test'], 2, /--mode is train or eval; not test/],
    [['--model', 'Small', '--batch', '0'], 2, /--batch/],
    [['--model', 'Smal'], 2, /Small/],
    [[], 2, /Small/],
  ];
  for (const [args, code, message] of refused) {
    it(`exits with ${code} on \`gradcheck models.nn ${args.join(' ')}\``, async () => {
      const ended = await gradcheck(...args);
      assert.deepEqual([ended.code, ended.stdout], [code, '']);
      assert.match(ended.stderr, message);
    });
  }

  it('exits with 1 where the file has errors', async () => {
    const broken = join(folder, 'broken.nn');
    writeFileSync(broken, SOURCE.replace('tanh', 'tanhh'));
    const { code, stdout, stderr } = await netwright(['gradcheck', broken, '--model', 'Small']);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /broken\.nn:5:/);
  });
});
