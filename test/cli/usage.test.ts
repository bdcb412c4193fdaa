import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../cli/commands/index.ts';
import { netwright, root } from './netwright.ts';

describe('the command line', () => {
  it('says its version', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    assert.deepEqual(await netwright(['--version']), { code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('lists its commands, on standard error and with 2 when none was asked for', async () => {
    const asked = await netwright(['--help']);
    const bare = await netwright([]);
    assert.deepEqual([asked.code, bare.code, bare.stdout], [0, 2, '']);
    assert.equal(asked.stdout, bare.stderr);
    for (const { name } of commands) assert.match(asked.stdout, new RegExp(`^ {2}${name} `, 'm'));
  });

  it('has every command of the contract', () => {
    const contract =
      'check fmt lsp graph train resume evaluate predict run gradcheck sanity search explain backends setup'.split(' ');
    assert.deepEqual(commands.map(({ name }) => name).toSorted(), contract.toSorted());
  });

  for (const { name, later } of commands) {
    it(`${name} has --help${later ? ', and says that it is not there yet' : ''}`, async () => {
      const help = await netwright([name, '--help']);
      assert.equal(help.code, 0);
      assert.match(help.stdout, new RegExp(`^netwright ${name} `));
      if (!later) return;
      const { code, stdout, stderr } = await netwright([name, '--whatever', 'x']);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /not there yet/);
    });
  }

  const wrong: readonly (readonly [args: string, message: RegExp])[] = [
    ['trian x.nn', /no command trian\. Is it train\?/],
    ['train x.nn --epoch 3', /'--epoch'\. Is it --epochs\?/],
    ['train x.nn --epochs', /--epochs.*argument missing/],
    ['train', /takes one file/],
    ['train x.nn --backend gpu', /no backend gpu; there are tensorflow-gpu/],
    ['train x.nn --threads many', /--threads takes a whole number/],
    ['check', /Name a file/],
    ['check --format xml x.nn', /one of text, json, sarif; not xml/],
    ['check --fix - --format json', /name no other file and no format/],
    ['graph examples/lenet.nn --set clases=3', /Is it classes\?/],
    ['lsp', /lsp --stdio/],
    ['setup', /setup takes one thing/],
    ['setup pytorch', /netwright setup tensorflow/],
  ];
  for (const [args, message] of wrong) {
    it(`exits with 2 on \`netwright ${args}\``, async () => {
      const { code, stdout, stderr } = await netwright(args.split(' '));
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, message);
    });
  }
});
