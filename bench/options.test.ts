import assert from 'node:assert/strict';
import { netNames } from './nets.ts';
import { readOptions, UsageError } from './options.ts';
import { usualPeers } from './peers/contestants.ts';

describe('the command line of the benchmark', () => {
  it('measures all nets and peers when nothing is said', () => {
    const options = readOptions([]);
    assert.deepEqual(options?.nets, netNames);
    assert.deepEqual(options?.peers, usualPeers);
    assert.equal(options?.profile, null);
  });

  it('takes nets and peers by name, in the order of the table', () => {
    const options = readOptions(['--nets', 'cifar,lenet5', '--peers', 'none', '--seconds', '0.5', '--threads', '1']);
    assert.deepEqual(options?.nets, ['lenet5', 'cifar']);
    assert.deepEqual(options?.peers, []);
    assert.equal(options?.seconds, 0.5);
    assert.equal(options?.threads, 1);
  });

  for (const args of [
    ['--nets', 'lenet'],
    ['--peers', 'cpu'],
    ['--profile', 'vgg'],
    ['--seconds', '0'],
    ['--rounds', '1.5'],
    ['--threads', ''],
    ['--clock', 'sun'],
    ['--clock', 'processor', '--threads', '2'],
    ['--net', 'mlp'],
    ['mlp'],
  ]) {
    it(`refuses ${args.join(' ')}`, () => {
      assert.throws(() => readOptions(args), UsageError);
    });
  }
});
