/**
 * Memory over a training of 10,000 steps on `cpu`, with validations and checkpoints: `node bench/memory.ts`. Fails where
 * tensors become more from one thousand steps to the next or outlive the run, or where the process grows after the
 * first thousands, while buffers find their size, by more than a tenth.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Machine } from '../engine/backends/cpu/machine.ts';
import { startRun } from '../engine/train/start.ts';
import { trainDefaults } from '../model/settings.ts';
import { chain } from '../model/zoo.fixture.ts';

const STEPS = 10_000;
const EVERY = 1000;
const SETTLED = 3000;
const MOST_GROWTH = 1.1;
const BATCH = 16;
const EPOCHS = 20;
const VAL = 100;

const graph = chain(
  [12, 12, 1],
  [
    ['conv', { filters: 8, kernel: [3, 3], bias: false }],
    ['batchnorm'],
    ['relu'],
    ['maxpool', { window: [2, 2], stride: [2, 2] }],
    ['flatten'],
    ['dropout', { p: 0.3 }],
    ['dense', { units: 10 }],
  ],
);

const root = mkdtempSync(join(tmpdir(), 'netwright-memory-'));
/** That of the run: it opens its backend itself. */
let machine: Machine | null = null;
const start = Machine.start.bind(Machine);
Machine.start = async (options) => {
  machine = await start(options);
  return machine;
};
const live = () => machine?.places ?? 0;
const MIB = 2 ** 20;

try {
  const before = live();
  const run = await startRun(
    {
      version: 1,
      graph,
      settings: {
        name: 'Small',
        loss: [{ call: { name: 'softmax', args: {} }, weight: 1 }],
        regularizers: [{ name: 'l2', args: { weight: 1e-4 } }],
        optimizer: trainDefaults.optimizer,
        batch: BATCH,
        epochs: EPOCHS,
        data: {
          name: 'digits',
          source: { name: 'digits', args: { count: (STEPS / EPOCHS) * BATCH + VAL, size: [12, 12], noise: 8 } },
          split: { name: 'holdout', args: { val: VAL } },
          normalize: { name: 'per_channel', args: {} },
        },
        init: trainDefaults.init,
        seed: 1,
      },
      file: join(root, 'small.nn'),
      root,
      backend: 'cpu',
    },
    '0',
  );
  const samples: { step: number; tensors: number; bytes: number; rss: number }[] = [];
  console.log('| step | live tensors | bytes they reach to | process, MiB |\n| ---: | ---: | ---: | ---: |');
  run.events.on('record', (record) => {
    if (record.type !== 'step' || record.step % EVERY !== 0) return;
    const sample = {
      step: record.step,
      tensors: live(),
      bytes: machine?.reach ?? 0,
      rss: process.memoryUsage.rss() / MIB,
    };
    samples.push(sample);
    const { step, tensors, bytes, rss } = sample;
    console.log(`| ${step} | ${tensors} | ${bytes} | ${rss.toFixed(0)} |`);
  });
  const { reason, message = '', seconds } = await run.done;
  console.log(
    `\n${reason} after ${seconds.toFixed(0)} s ${message}; tensors: ${before} before the run, ${live()} after it.`,
  );
  const settled = samples.filter(({ step }) => step >= SETTLED);
  const [first] = settled;
  const isFlat =
    first !== undefined &&
    settled.every(({ tensors, bytes }) => tensors === first.tensors && bytes === first.bytes) &&
    settled.every(({ rss }) => rss <= MOST_GROWTH * first.rss);
  process.exitCode = reason === 'finished' && samples.length === STEPS / EVERY && isFlat && live() === before ? 0 : 1;
} finally {
  rmSync(root, { recursive: true, force: true });
}
