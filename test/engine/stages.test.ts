/** Trainings of several stages: what is best, what is kept, and when one ends. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFile } from '../../engine/data/file-source.ts';
import type { RunRecord } from '../../engine/protocol/records.ts';
import { readRecords } from '../../engine/runs/folder.ts';
import { readRun } from '../../engine/train/resume.ts';
import { resumeRun, startRun } from '../../engine/train/start.ts';
import { readSafetensors } from '../../formats/safetensors.ts';
import type { StageSettings } from '../../model/settings.ts';
import { smallJob, stopAfter } from './small-job.fixture.ts';

const of = <T extends RunRecord['type']>(records: readonly RunRecord[], type: T) =>
  records.filter((record): record is Extract<RunRecord, { type: T }> => record.type === type);

const sgd = (lr: number) => ({ name: 'sgd', args: { lr } });

describe('a training in stages', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'netwright-stages-'));
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  const stage = (name: string, change: Partial<StageSettings>): StageSettings => ({
    ...smallJob(root).settings,
    name,
    ...change,
  });

  /** The second stage spoils what the first has learned, and mends a part of it. */
  const spoiled = (change: Partial<StageSettings> = {}) => [
    stage('learn', { epochs: 3 }),
    stage('spoil', { epochs: 1, optimizer: sgd(30), regularizers: [] }),
    stage('mend', { epochs: 2, optimizer: sgd(0.01), ...change }),
  ];

  const finished = async (job: ReturnType<typeof smallJob>) => {
    const run = await startRun(job, '0');
    const end = await run.done;
    assert.equal(end.reason, 'finished', end.message);
    return { run, end, records: readRecords(run.folder) };
  };

  it('calls best what no epoch of any stage has surpassed', async () => {
    const { run, records } = await finished(smallJob(root, { stages: spoiled() }));
    const accuracies = of(records, 'epoch').map(({ val }) => val.accuracy ?? 0);
    assert.equal(accuracies.length, 6);
    assert.ok(Math.max(...accuracies.slice(3)) < Math.max(...accuracies.slice(0, 3)), accuracies.join(' '));
    const best = accuracies.indexOf(Math.max(...accuracies)) + 1;
    const marked = of(records, 'checkpoint').filter((checkpoint) => checkpoint.best);
    assert.equal(marked.at(-1)?.epoch, best);
    const { metadata } = readSafetensors(openFile(join(run.folder, 'checkpoints', 'best.safetensors')));
    assert.equal(metadata.epoch, `${best}`);
  }).timeout(60_000);

  it('ends a stage early by its own best epoch, not by that of a stage before', async () => {
    const stages = spoiled({ epochs: 6, patience: 3, optimizer: sgd(0) });
    const { end, records } = await finished(smallJob(root, { stages }));
    // Nothing learns in the last stage: its first epoch is its best, and three more are waited for.
    assert.deepEqual(
      of(records, 'epoch').map((epoch) => epoch.stage),
      ['learn', 'learn', 'learn', 'spoil', 'mend', 'mend', 'mend', 'mend'],
    );
    assert.match(end.message ?? '', /no better validation in 3 epochs/);
  }).timeout(60_000);

  it('that was killed between its early end and the word of it does not go on training', async () => {
    const { run, records } = await finished(smallJob(root, { patience: 1, optimizer: sgd(0), epochs: 5 }));
    const epochs = of(records, 'epoch').length;
    assert.ok(epochs < 5);
    const metrics = join(run.folder, 'metrics.jsonl');
    const lines = readFileSync(metrics, 'utf8').trimEnd().split('\n');
    writeFileSync(metrics, `${lines.slice(0, -1).join('\n')}\n`);
    const resumed = await resumeRun(run.folder);
    const end = await resumed.done;
    assert.deepEqual([end.reason, of(resumed.records, 'epoch').length], ['finished', epochs]);
    assert.match(end.message ?? '', /ended early/);
  }).timeout(60_000);

  it('keeps the weights of so many epochs, however often a checkpoint is written within one', async () => {
    const job = smallJob(root, { keep: 2 });
    const kept = (folder: string) =>
      readdirSync(join(folder, 'checkpoints')).filter((name) => name.startsWith('epoch'));
    const run = await startRun(job, '0');
    // In the third epoch, of nine steps each.
    await stopAfter(run, 22);
    assert.ok(of(run.records, 'checkpoint').length > 20);
    assert.deepEqual(kept(run.folder).sort(), ['epoch-0001.safetensors', 'epoch-0002.safetensors']);
    await (await resumeRun(run.folder)).done;
    assert.deepEqual(kept(run.folder).sort(), ['epoch-0003.safetensors', 'epoch-0004.safetensors']);
  }).timeout(60_000);

  it('goes on in the stage in which it stood, says that it started once, and counts all its time', async () => {
    // What a plateau has seen and the average of the weights go on as well: the rate falls after the second epoch.
    const schedule = { name: 'plateau', args: { factor: 0.5, patience: 0, threshold: 0.9, floor: 0 } };
    const stages = spoiled({ epochs: 3, average: { name: 'ema', args: { decay: 0.9 } }, schedule });
    const whole = await finished(smallJob(root, { stages }));
    const run = await startRun(smallJob(root, { stages }), '0');
    await stopAfter(run, 57);
    const { checkpoint } = readRun(run.folder);
    assert.equal(checkpoint?.state.stage, 2);
    // As if what is done had taken a thousand seconds.
    const metrics = join(run.folder, 'metrics.jsonl');
    const slower = readRecords(run.folder).map((record) =>
      record.type === 'checkpoint' ? { ...record, seconds: 1000 } : record,
    );
    writeFileSync(metrics, slower.map((record) => `${JSON.stringify(record)}\n`).join(''));
    const end = await (await resumeRun(run.folder)).done;
    assert.ok(end.seconds > 1000 && end.seconds < 1100, `${end.seconds}`);
    const records = readRecords(run.folder);
    const scores = (all: readonly RunRecord[]) => of(all, 'epoch').map(({ epoch, train, val }) => [epoch, train, val]);
    assert.deepEqual(scores(records), scores(whole.records));
    const rates = (all: readonly RunRecord[]) => of(all, 'step').map(({ step, lr }) => [step, lr]);
    assert.deepEqual(rates(records), rates(whole.records));
    assert.deepEqual(rates(records).slice(53, 55), [
      [54, 0.01],
      [55, 0.005],
    ]);
    assert.deepEqual([of(records, 'start').length, of(records, 'resume').length], [1, 1]);
  }).timeout(60_000);
});
