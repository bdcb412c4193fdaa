import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EpochRecord, RunRecord } from '../../engine/protocol/records.ts';
import { makeDigits, writeDigits } from '../../examples/digits/generate.ts';
import { netwright, scratchFolder } from './netwright.ts';

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
  normalize = per_channel()
}
data test {
  source = mnist("test")
  split = holdout(val=20)
  normalize = per_channel()
}
data wrong {
  source = csv("table.csv", label="y")
  split = holdout(val=1)
}
train Tiny on digits {
  loss = softmax()
  metrics = [top_k(3)]
  batch = 16
  epochs = 2
}
train Tiny on digits as cycles {
  loss = softmax()
  schedule = cyclic(every=1, snapshots=true)
  batch = 16
  epochs = 2
}
`;

/** A 24-bit BMP of grey pixels. */
function bmp(pixels: Uint8Array, side: number): Uint8Array {
  const row = Math.ceil((3 * side) / 4) * 4;
  const bytes = new Uint8Array(54 + row * side);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, side, true);
  view.setInt32(22, side, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      bytes.fill(pixels[y * side + x]!, 54 + (side - 1 - y) * row + 3 * x, 54 + (side - 1 - y) * row + 3 * x + 3);
  return bytes;
}

interface Document {
  readonly samples: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly mean: string | null;
  readonly checkpoints: readonly { readonly file: string }[];
}

const epochsOf = (run: string): readonly EpochRecord[] =>
  readFileSync(join(run, 'metrics.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RunRecord)
    .filter((record): record is EpochRecord => record.type === 'epoch');

describe('a run that was trained', () => {
  const folder = scratchFolder();
  const model = join(folder, 'tiny.nn');
  const [one, two, cycles] = ['one', 'two', 'cycles'].map((name) => join(folder, name)) as [string, string, string];
  const test = makeDigits(30, 5);
  const evaluate = async (...args: string[]): Promise<Document> => {
    const { code, stdout, stderr } = await netwright(['evaluate', ...args, '--backend', 'cpu', '--json']);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Document;
  };

  before(async function () {
    this.timeout(60_000);
    writeFileSync(model, SOURCE);
    writeDigits(join(folder, 'digits'), makeDigits(200, 1));
    writeDigits(join(folder, 'test'), test);
    writeFileSync(join(folder, 'table.csv'), 'a,b,y\n1,2,u\n3,4,v\n5,6,u\n');
    for (const [name, run, seed] of [
      ['Tiny', one, '1'],
      ['Tiny', two, '2'],
      ['cycles', cycles, '1'],
    ] as const) {
      const ended = await netwright([
        'train',
        model,
        '--train',
        name,
        '--run',
        run,
        '--seed',
        seed,
        '--backend',
        'cpu',
      ]);
      assert.equal(ended.code, 0, ended.stderr);
    }
  });

  describe('netwright evaluate', () => {
    it('gives the validation that the training had: of the last epoch, and of the best', async () => {
      const epochs = epochsOf(one);
      const last = await evaluate(one, '--checkpoint', 'last');
      assert.partialDeepStrictEqual(last, { samples: 40, ...epochs.at(-1)!.val, mean: null });
      assert.equal(Object.keys(last.metrics).length, 1);
      const best = await evaluate(one);
      const most = Math.max(...epochs.map(({ val }) => val.accuracy ?? 0));
      assert.deepEqual([best.accuracy, best.checkpoints[0]!.file], [most, 'checkpoints/best.safetensors']);
    });

    it('counts the samples of a part, and of other data', async () => {
      const all = await evaluate(one, '--part', 'all');
      const [train, val] = [await evaluate(one, '--part', 'train'), await evaluate(one)];
      assert.deepEqual([train.samples, val.samples, all.samples], [160, 40, 200]);
      assert.ok(Math.abs(all.loss - (160 * train.loss + 40 * val.loss) / 200) < 1e-5);
      assert.equal((await evaluate(one, '--data', 'test', '--part', 'all')).samples, 30);
    });

    it('takes the mean of several runs, and says of what and of which samples', async () => {
      const alone = await evaluate(one);
      const twice = await evaluate(one, one);
      assert.equal(twice.mean, 'probabilities');
      assert.ok(Math.abs(twice.loss - alone.loss) < 1e-5);
      const { code, stdout, stderr } = await netwright(['evaluate', one, two, '--backend', 'cpu']);
      assert.equal(code, 0, stderr);
      assert.match(stderr, /two had another seed or split.*\n/);
      assert.match(stderr, /An ensemble of 2: the mean of their probabilities/);
      assert.match(
        stdout,
        /^Tiny on digits \(val, 40 samples\), cpu .*\nloss +\d\.\d{4}\naccuracy +\d+\.\d\d%\ntop_k\(k=3\) +/,
      );
      // −ln of a mean is at most the mean of −ln.
      const both = await evaluate(one, two, '--data', 'test', '--part', 'all');
      const each = await Promise.all([one, two].map((run) => evaluate(run, '--data', 'test', '--part', 'all')));
      assert.ok(both.loss <= (each[0]!.loss + each[1]!.loss) / 2 + 1e-6);
    });

    it('takes the snapshots of a run, and says where there are none', async () => {
      const { checkpoints, mean } = await evaluate(cycles, '--snapshots');
      assert.equal(mean, 'probabilities');
      assert.deepEqual(
        checkpoints.map(({ file }) => file),
        ['checkpoints/snapshot-10.safetensors', 'checkpoints/snapshot-20.safetensors'],
      );
      const none = await netwright(['evaluate', one, '--snapshots']);
      assert.deepEqual([none.code, /has no snapshots: a cyclic schedule/.test(none.stderr)], [1, true]);
    });

    const refused: readonly (readonly [args: readonly string[], code: number, message: RegExp])[] = [
      [[], 2, /takes the folder of a run/],
      [[folder], 1, /is no run folder/],
      [[one, '--part', 'test'], 2, /one of val, train, all; not test/],
      [[one, '--data', 'tests'], 2, /has no data tests; it has digits, test, wrong\. Is it test\?/],
      [[one, '--data', 'wrong'], 1, /wrong/],
      [
        [one, '--checkpoint', 'epoch-0009'],
        1,
        /There is no checkpoint epoch-0009 in .*best\.safetensors, last\.safetensors/,
      ],
      [[one, two, '--checkpoint', 'x.safetensors'], 2, /With several runs/],
      [[one, '--checkpoint', 'other.safetensors'], 1, /is no safetensors file|too short/],
    ];
    for (const [args, code, message] of refused) {
      it(`exits with ${code} on \`evaluate ${args.map((arg) => (arg.startsWith(folder) ? 'RUN' : arg)).join(' ')}\``, async () => {
        writeFileSync(join(one, 'checkpoints', 'other.safetensors'), 'nonsense');
        const ended = await netwright(['evaluate', ...args, ...(args.length > 0 ? ['--backend', 'cpu'] : [])]);
        assert.deepEqual([ended.code, ended.stdout], [code, '']);
        assert.match(ended.stderr, message);
        assert.doesNotMatch(ended.stderr, /\n +at /);
      });
    }
  });

  describe('netwright predict', () => {
    it('finds in image files what evaluation finds in the same samples', async () => {
      const files = Array.from({ length: 30 }, (_, i) => {
        const file = join(folder, `${i}.bmp`);
        writeFileSync(file, bmp(test.images.subarray(784 * i, 784 * (i + 1)), 28));
        return file;
      });
      const { code, stdout } = await netwright(['predict', one, ...files, '--backend', 'cpu', '--json', '--top', '10']);
      assert.equal(code, 0);
      const { images } = JSON.parse(stdout) as {
        images: { heads: { guesses: { class: number; name: string; probability: number }[] }[] }[];
      };
      const guesses = images.map(({ heads }) => heads[0]!.guesses);
      const { accuracy, loss } = await evaluate(one, '--data', 'test', '--part', 'all');
      const right = guesses.filter(([first], i) => first!.class === test.labels[i]).length;
      assert.equal(right / 30, accuracy);
      const logs = guesses.map(
        (each, i) => -Math.log(each.find((guess) => guess.class === test.labels[i])!.probability),
      );
      assert.ok(Math.abs(logs.reduce((a, b) => a + b) / 30 - loss) < 1e-3);
      for (const each of guesses)
        assert.ok(Math.abs(each.reduce((sum, { probability }) => sum + probability, 0) - 1) < 1e-5);
    });

    it('prints the likeliest classes, names the image that it cannot read, and goes on', async () => {
      const [good, bad, missing] = ['good.bmp', 'bad.png', 'missing.jpg'].map((name) => join(folder, name)) as string[];
      writeFileSync(good!, bmp(test.images.subarray(0, 784), 28));
      writeFileSync(bad!, 'no image at all');
      const { code, stdout, stderr } = await netwright([
        'predict',
        one,
        missing!,
        bad!,
        good!,
        '--top',
        '2',
        '--backend',
        'cpu',
      ]);
      assert.equal(code, 1);
      assert.match(stdout, /good\.bmp\n {2}\d {2} +\d+\.\d\d%\n {2}\d {2} +\d+\.\d\d%\n$/);
      assert.match(stderr, /There is no file .*missing\.jpg/);
      assert.match(stderr, /bad\.png/);
      assert.doesNotMatch(stderr, /\n +at /);
    });

    it('asks for images', async () => {
      const { code, stderr } = await netwright(['predict', one]);
      assert.deepEqual([code, /RUN IMAGE/.test(stderr)], [2, true]);
    });
  });
});
