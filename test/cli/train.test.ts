import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { RunRecord } from '../../engine/protocol/records.ts';
import { makeDigits, writeDigits } from '../../examples/digits/generate.ts';
import { netwright, scratchFolder, start } from './netwright.ts';

const SOURCE = `model Tiny(classes = 10) {
  input(image, 28x28x1)
  conv(4, 4x4, stride=4)
  relu
  flatten
  dense(classes)
}
data digits {
  source = mnist("digits")
  split = holdout(val=40)
}
train Tiny on digits {
  loss = softmax()
  batch = 16
  epochs = 2
}
`;

const recordsOf = (lines: string) =>
  lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RunRecord);

/** What must repeat: everything but times. */
const curve = (lines: string): readonly number[] =>
  recordsOf(lines).flatMap((record) => {
    if (record.type === 'step') return [record.loss, record.accuracy ?? Number.NaN];
    return record.type === 'epoch' ? [record.val.loss, record.val.accuracy ?? Number.NaN] : [];
  });

describe('netwright train', () => {
  const folder = scratchFolder();
  const model = join(folder, 'tiny.nn');
  const train = (...args: string[]) => ['train', model, '--backend', 'cpu', ...args];

  before(() => {
    writeFileSync(model, SOURCE);
    writeDigits(join(folder, 'digits'), makeDigits(200, 1));
  });

  it('prints the layers, the backend, a line per epoch and the run folder', async () => {
    const { code, stdout } = await netwright(train());
    assert.equal(code, 0);
    const order = [
      /^name +layer/,
      /conv1 +conv +7×7×4 +68/,
      /Training on cpu/,
      /epoch {3}1 /,
      /epoch {3}2 /,
      /Finished/,
    ];
    const places = order.map((pattern) => stdout.search(pattern));
    assert.ok(!places.includes(-1), stdout);
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
    const run = /\nRun folder: (.*)\n$/.exec(stdout)?.[1] ?? '';
    assert.ok(run.startsWith(join(folder, '.netwright', 'runs')), run);
    for (const file of ['run.json', 'metrics.jsonl', join('checkpoints', 'best.safetensors')])
      assert.ok(existsSync(join(run, file)), file);
    assert.ok(!existsSync(join(run, 'engine.json')), 'nobody can connect to a run that ended');
  });

  it('uses neither colours nor cursor movement in a pipe', async () => {
    const { stdout, stderr } = await netwright(train('--epochs', '1'));
    assert.ok(!`${stdout}${stderr}`.includes('\u001b') && !stderr.includes('\r'));
  });

  it('with --json prints the records of metrics.jsonl and nothing else', async () => {
    const run = join(folder, 'json');
    const { code, stdout, stderr } = await netwright(train('--json', '--run', run));
    assert.equal(code, 0);
    assert.equal(stdout, readFileSync(join(run, 'metrics.jsonl'), 'utf8'));
    assert.deepEqual([recordsOf(stdout)[0]?.type, recordsOf(stdout).at(-1)?.type], ['start', 'end']);
    assert.match(stderr, /conv1/);
    assert.match(stderr, /Run folder/);
  });

  it('repeats the curve of a seed exactly, and another seed gives another', async () => {
    const [first, again, other] = [
      await netwright(train('--json', '--seed', '5')),
      await netwright(train('--json', '--seed', '5')),
      await netwright(train('--json', '--seed', '6')),
    ];
    assert.deepEqual(curve(first.stdout), curve(again.stdout));
    assert.notDeepEqual(curve(first.stdout), curve(other.stdout));
  });

  it('takes --epochs and --set, and writes into run.json what was used', async () => {
    const run = join(folder, 'set');
    const { code } = await netwright(
      train('--epochs', '1', '--set', 'batch=80', '--set', 'optimizer.lr=0.01', '--run', run),
    );
    assert.equal(code, 0);
    const { settings } = JSON.parse(readFileSync(join(run, 'run.json'), 'utf8')).job;
    assert.deepEqual([settings.epochs, settings.batch, settings.optimizer.args.lr], [1, 80, 0.01]);
  });

  it('stops at the next step on Ctrl-C, with a checkpoint written, and exits with 130', async () => {
    const run = join(folder, 'stopped');
    const child = start(train('--json', '--epochs', '10000', '--run', run));
    const ended = once(child, 'close');
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout! })) {
      lines.push(line);
      if (lines.length !== 5) continue;
      // While it runs an editor can find it.
      assert.equal(JSON.parse(readFileSync(join(run, 'engine.json'), 'utf8')).pid, child.pid);
      child.kill('SIGINT');
    }
    assert.deepEqual(await ended, [130, null]);
    const end = recordsOf(lines.join('\n')).at(-1);
    assert.ok(end?.type === 'end' && end.reason === 'stopped');
    assert.ok(existsSync(join(run, 'checkpoints', 'last.safetensors')));
  });

  it('leaves at once on the second Ctrl-C', async () => {
    const run = join(folder, 'left');
    // The whole chain of backends is tried first, which takes longer than two signals.
    const child = start(['train', model, '--run', run]);
    const ended = once(child, 'close');
    for await (const line of createInterface({ input: child.stdout! })) if (line.includes('multiply-adds')) break;
    child.kill('SIGINT');
    for await (const line of createInterface({ input: child.stderr! })) if (line.includes('again to leave')) break;
    child.kill('SIGINT');
    assert.deepEqual(await ended, [130, null]);
    assert.equal(readFileSync(join(run, 'metrics.jsonl'), 'utf8'), '');
  });

  it('exits with 1 where data is missing, and says which', async () => {
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'tiny.nn'), SOURCE);
    const missing = await netwright(['train', join(elsewhere, 'tiny.nn'), '--backend', 'cpu']);
    assert.equal(missing.code, 1);
    assert.match(missing.stderr, /train-images-idx3-ubyte/);
  });

  it('exits with 3 where the run fails, and says how to go on', async () => {
    const { code, stderr } = await netwright(train('--set', 'optimizer=sgd(lr=1e30)'));
    assert.equal(code, 3);
    assert.match(stderr, /not a finite number.*lower learning rate/);
  });

  it('refuses a run folder that holds a run', async () => {
    const run = join(folder, 'twice');
    assert.equal((await netwright(train('--epochs', '1', '--run', run))).code, 0);
    const again = await netwright(train('--epochs', '1', '--run', run));
    assert.equal(again.code, 1);
    assert.match(again.stderr, /There is a run/);
  });

  it('asks which train is meant where a file has several', async () => {
    const two = join(folder, 'two.nn');
    writeFileSync(two, `${SOURCE}train Tiny on digits as fast { loss = softmax(); epochs = 1; batch = 100 }\n`);
    const unsaid = await netwright(['train', two]);
    assert.deepEqual([unsaid.code, /--train: Tiny, fast/.test(unsaid.stderr)], [2, true]);
    const said = await netwright(['train', two, '--train', 'fast', '--backend', 'cpu']);
    assert.deepEqual([said.code, /1 epochs? of 2 steps/.test(said.stdout)], [0, true]);
  });

  it('trains nothing while the file has errors', async () => {
    const broken = join(folder, 'broken.nn');
    writeFileSync(broken, SOURCE.replace('4x4', '40x40'));
    const { code, stdout, stderr } = await netwright(['train', broken]);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /broken\.nn:3:/);
  });

  it('trains nothing while an error is silenced, and says which', async () => {
    const silenced = join(folder, 'silenced.nn');
    writeFileSync(
      silenced,
      SOURCE.replace('4x4, stride=4)', '5x5, stride=5)  # netwright: allow(window-does-not-fit)'),
    );
    const { code, stderr } = await netwright(['train', silenced]);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /The train Tiny cannot be run: .*silenced\.nn:3: conv 5×5, stride 5 does not fit.* allow\(window-does-not-fit\) silences this/,
    );
  });
});

describe('netwright backends', () => {
  it('lists every backend with its device or the reason it does not work', async () => {
    const { code, stdout } = await netwright(['backends', '--json']);
    assert.equal(code, 0);
    const { version, backends } = JSON.parse(stdout) as {
      version: number;
      backends: { backend: string; device: string | null; reason: string | null }[];
    };
    assert.equal(version, 1);
    assert.deepEqual(
      backends.map(({ backend }) => backend),
      ['tensorflow-gpu', 'webgpu', 'cpu', 'tensorflow', 'reference'],
    );
    for (const { device, reason } of backends) assert.notEqual(device === null, reason === null);
    assert.equal(backends.find(({ backend }) => backend === 'cpu')?.reason, null);
  });
});

describe('netwright lsp', () => {
  it('is the language server', async () => {
    const child = start(['lsp', '--stdio']);
    const ended = once(child, 'close');
    const send = (message: object) => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      child.stdin!.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    send({ id: 2, method: 'shutdown' });
    send({ method: 'exit' });
    const answer = await text(child.stdout!);
    assert.match(answer, /"hoverProvider":true/);
    assert.deepEqual(await ended, [0, null]);
  });
});
