import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFile } from '../../engine/data/file-source.ts';
import type { RunInfo, RunRecord } from '../../engine/protocol/records.ts';
import { attach, type Endpoint, stop } from '../../engine/protocol/rpc.ts';
import { readRecords } from '../../engine/runs/folder.ts';
import { readSafetensors } from '../../formats/safetensors.ts';
import { type Bench, Client, Engine, makeBench } from './engine.ts';

/** Long enough to be stopped, killed or left. */
const LONG = { epochs: 5000 };

describe('the engine', () => {
  let bench: Bench;
  const alive = new Set<Engine>();
  const start = async (job: unknown): Promise<Engine> => {
    const engine = await Engine.start(job);
    alive.add(engine);
    return engine;
  };

  before(() => {
    bench = makeBench();
  });
  after(async () => {
    for (const engine of alive) engine.child.kill('SIGKILL');
    await Promise.all([...alive].map(({ exit }) => exit));
    bench.remove();
  });

  /** Trains to the end; gives back what the client saw. */
  const train = async (job: unknown): Promise<{ engine: Engine; client: Client }> => {
    const engine = await start(job);
    const { client } = await Client.attach(engine.endpoint);
    await client.record('end');
    return { engine, client };
  };
  const losses = (records: readonly RunRecord[]) =>
    records.flatMap((record) =>
      record.type === 'step' ? [record.loss] : record.type === 'epoch' ? [record.val.loss] : [],
    );

  it('trains: the loss falls, and what is streamed is what is written', async () => {
    const { engine, client } = await train(bench.job({ settings: { epochs: 5 } }));
    assert.deepEqual(client.records, readRecords(engine.run));
    assert.deepEqual(
      client.records.filter(({ type }) => type !== 'step').map(({ type }) => type),
      ['start', ...Array.from({ length: 5 }, () => ['epoch', 'checkpoint']).flat(), 'end'],
    );
    const epochs = client.records.filter((record) => record.type === 'epoch');
    const [first, last] = [epochs[0]!, epochs.at(-1)!];
    assert.ok(last.train.loss < 0.8 * first.train.loss, `from ${first.train.loss} to ${last.train.loss}`);
    assert.equal((await client.record('end')).reason, 'finished');
    client.close();
    assert.equal(await engine.exit, 0);
    assert.equal(existsSync(join(engine.run, 'engine.json')), false);
  });

  it('leaves a folder that others can read', async () => {
    const { engine } = await train(bench.job({ settings: { epochs: 1 } }));
    const info = JSON.parse(readFileSync(join(engine.run, 'run.json'), 'utf8')) as RunInfo;
    assert.equal(info.backend?.chosen, 'cpu');
    assert.equal(info.job.settings.seed, 1);
    const { tensors, metadata } = readSafetensors(openFile(join(engine.run, 'checkpoints', 'last.safetensors')));
    const { state = '', ...named } = metadata;
    assert.deepEqual(named, { epoch: '1', model: 'Chain', optimizer: 'optimizer-10.safetensors', step: '10' });
    assert.partialDeepStrictEqual(JSON.parse(state), { epochs: 1, step: 10 });
    assert.deepEqual(
      [...tensors].map(([name, { shape }]) => `${name} ${shape.join('×')}`),
      [
        'batchnorm1.bias 4',
        'batchnorm1.running_mean 4',
        'batchnorm1.running_var 4',
        'batchnorm1.weight 4',
        'conv1.bias 4',
        'conv1.weight 4×1×5×5',
        'dense1.bias 10',
        'dense1.weight 10×144',
      ],
    );
    assert.equal(readFileSync(join(bench.folder, '.netwright', '.gitignore'), 'utf8'), '*\n');
  });

  it('gives the same curve for the same seed, to the bit, and another for another', async () => {
    const [a, b, c] = [
      await train(bench.job()),
      await train(bench.job()),
      await train(bench.job({ settings: { seed: 2 } })),
    ];
    assert.deepEqual(losses(a.client.records), losses(b.client.records));
    assert.notDeepEqual(losses(a.client.records), losses(c.client.records));
    // Behind the header, which says how long it took as well.
    const weights = ({ engine }: { engine: Engine }) => {
      const file = readFileSync(join(engine.run, 'checkpoints', 'last.safetensors'));
      return file.subarray(8 + Number(file.readBigUInt64LE(0)));
    };
    assert.deepEqual(weights(a), weights(b));
  });

  it('stops at the next step when asked, with a checkpoint', async () => {
    const engine = await start(bench.job({ settings: LONG }));
    const { client } = await Client.attach(engine.endpoint);
    await client.record('step');
    await client.rpc.sendRequest(stop);
    const end = await client.record('end');
    assert.equal(end.reason, 'stopped');
    const checkpoint = client.records.findLast((record) => record.type === 'checkpoint');
    assert.equal(checkpoint?.step, end.step);
  });

  it('goes on when its client leaves, and tells everything to the next', async () => {
    const engine = await start(bench.job({ settings: LONG }));
    const first = (await Client.attach(engine.endpoint)).client;
    await first.record('epoch');
    first.close();
    await first.closed;
    const { client, attached } = await Client.attach(engine.endpoint);
    assert.ok(attached.records.length >= first.records.length);
    assert.deepEqual(attached.records.slice(0, first.records.length), first.records);
    const seen = client.records.length;
    await client.rpc.sendRequest(stop);
    assert.ok(client.records.length > seen);
  });

  it('stops with a checkpoint on SIGTERM (Windows has none: a process there is ended at once)', async function () {
    if (process.platform === 'win32') this.skip();
    const engine = await start(bench.job({ settings: LONG }));
    const { client } = await Client.attach(engine.endpoint);
    await client.record('step');
    engine.child.kill('SIGTERM');
    assert.equal((await client.record('end')).reason, 'stopped');
  });

  it('leaves nothing half-written when it is killed', async () => {
    const engine = await start(bench.job({ settings: LONG }));
    const { client } = await Client.attach(engine.endpoint);
    await client.record('checkpoint');
    engine.child.kill('SIGKILL');
    await engine.exit;
    await client.closed;
    const records = readRecords(engine.run);
    assert.equal(records.at(-1)?.type === 'end', false);
    assert.ok(records.length >= client.records.length);
    for (const name of readdirSync(join(engine.run, 'checkpoints')).filter((file) => file.endsWith('.safetensors'))) {
      readSafetensors(openFile(join(engine.run, 'checkpoints', name)));
    }
  });

  it('keeps its address from others, and refuses who does not know the token', async () => {
    const engine = await start(bench.job({ settings: LONG }));
    if (process.platform !== 'win32') assert.equal(statSync(join(engine.run, 'engine.json')).mode & 0o777, 0o600);
    const client = await Client.connect(engine.endpoint);
    await assert.rejects(client.rpc.sendRequest(stop), /attach with the token/);
    await assert.rejects(client.rpc.sendRequest(attach, { token: 'wrong' }));
    const { client: good } = await Client.attach(engine.endpoint);
    await good.record('step');
    await good.rpc.sendRequest(stop);
  });

  it('can be reached when it goes on with a run whose last engine is still saying goodbye', async () => {
    const first = await start(bench.job({ settings: LONG }));
    const { client } = await Client.attach(first.endpoint);
    await client.record('step');
    await client.rpc.sendRequest(stop);
    // The client has not left, so the first engine lingers.
    assert.equal(first.child.exitCode, null);
    const second = await start({ version: 1, resume: first.run });
    client.close();
    assert.equal(await first.exit, 0);
    const written = JSON.parse(readFileSync(join(first.run, 'engine.json'), 'utf8')) as Endpoint;
    assert.equal(written.pid, second.child.pid);
    const { client: later } = await Client.attach(written);
    assert.equal((await later.record('resume')).step, (await client.record('checkpoint')).step);
    await later.rpc.sendRequest(stop);
  });

  it('takes away the socket of an engine that was killed, and nothing that stands elsewhere', async () => {
    const first = await start(bench.job({ settings: LONG }));
    first.child.kill('SIGKILL');
    await first.exit;
    const second = await start({ version: 1, resume: first.run });
    if (process.platform !== 'win32') assert.equal(existsSync(first.endpoint.address), false);
    second.child.kill('SIGKILL');
    await second.exit;
    const precious = join(bench.folder, 'precious.txt');
    writeFileSync(precious, '');
    writeFileSync(join(first.run, 'engine.json'), JSON.stringify({ ...second.endpoint, address: precious }));
    const third = await start({ version: 1, resume: first.run });
    assert.ok(existsSync(precious));
    third.child.kill('SIGKILL');
    await third.exit;
  });

  it('refuses a folder that holds a run', async () => {
    const { engine } = await train(bench.job({ settings: { epochs: 1 } }));
    await assert.rejects(Engine.start(bench.job({ run: engine.run })), /There is a run in .* already/);
  });

  describe('says what is wrong with data', () => {
    const failure = async (job: unknown) => {
      const { client } = await train(job);
      const end = await client.record('end');
      assert.equal(end.reason, 'failed');
      return end;
    };
    const data = (args: Record<string, string>, val = 100) => {
      const { settings } = bench.job();
      return { data: { ...settings.data, source: { name: 'mnist', args }, split: { name: 'holdout', args: { val } } } };
    };

    it('when the folder is missing', async () => {
      const { code, message } = await failure(bench.job({ settings: data({ folder: 'nowhere' }) }));
      assert.equal(code, 'data');
      assert.match(
        message ?? '',
        /There is no train-images-idx3-ubyte \(nor train-images-idx3-ubyte\.gz\) in .*nowhere/,
      );
    });

    it('when a file is cut off', async () => {
      const folder = join(bench.folder, 'cut');
      mkdirSync(folder);
      writeFileSync(
        join(folder, 'train-images-idx3-ubyte'),
        Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28, 1),
      );
      writeFileSync(join(folder, 'train-labels-idx1-ubyte'), Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 1, 2));
      const { code, message } = await failure(bench.job({ settings: data({ folder: 'cut' }) }));
      assert.equal(code, 'data');
      assert.equal(
        message,
        'train-images-idx3-ubyte is cut off: its header says 2×28×28, 1584 bytes in all, and it has 17.',
      );
    });

    it('when nothing is left to train on', async () => {
      const { message } = await failure(bench.job({ settings: data({ folder: 'digits' }, 600) }));
      assert.match(message ?? '', /holdout\(val=600\) leaves nothing to train on: the data has 600 samples/);
    });
  });

  it('stops at a loss that is not finite, and names where', async () => {
    const optimizer = { name: 'sgd', args: { lr: 1e30, momentum: 0 } };
    const { client } = await train(bench.job({ settings: { optimizer } }));
    const end = await client.record('end');
    assert.equal(end.code, 'nan');
    assert.match(
      end.message ?? '',
      /^Step \d+: (the output of \w+|the loss) is not a finite number\. .*lower learning rate than 1e\+30/,
    );
  });
});
