/** A run that is stopped or killed, at whatever moment, opens again and goes on as if nothing had happened. */
import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunRecord } from '../../engine/protocol/records.ts';
import { fillUniform } from '../../engine/random/philox.ts';
import { readRecords } from '../../engine/runs/folder.ts';
import { readRun } from '../../engine/train/resume.ts';
import type { Run } from '../../engine/train/run.ts';
import { resumeRun, startRun } from '../../engine/train/start.ts';
import { Engine } from './engine.ts';
import { smallJob, stopAfter } from './small-job.fixture.ts';

const KILLS = 50;

/** What must repeat to the last bit: everything but times. */
const curve = (records: readonly RunRecord[]): readonly (readonly unknown[])[] =>
  records.flatMap((record): unknown[][] => {
    if (record.type === 'step') return [[record.step, record.loss, record.accuracy, record.regularization, record.lr]];
    if (record.type === 'epoch') return [[record.epoch, record.step, record.train, record.val]];
    return [];
  });

const finalWeights = (run: string) => {
  const bytes = readFileSync(join(run, 'checkpoints', 'last.safetensors'));
  // The header says how long it took; the tensors follow.
  return bytes.subarray(8 + Number(bytes.readBigUInt64LE(0))).toString('hex');
};

describe('a run that goes on', () => {
  let root: string;
  let whole: Run;

  before(async function () {
    this.timeout(60_000);
    root = mkdtempSync(join(tmpdir(), 'netwright-resume-'));
    whole = await startRun(smallJob(root), '0');
    assert.equal((await whole.done).reason, 'finished');
  });

  after(() => rmSync(root, { recursive: true, force: true }));

  it('from the middle of an epoch has the curve and the weights that it would have had, bit for bit', async () => {
    const first = await startRun(smallJob(root), '0');
    await stopAfter(first, 13);
    const second = await resumeRun(first.folder);
    await stopAfter(second, 20);
    const third = await resumeRun(first.folder);
    assert.equal((await third.done).reason, 'finished');
    assert.deepEqual(curve(readRecords(first.folder)), curve(readRecords(whole.folder)));
    assert.equal(finalWeights(first.folder), finalWeights(whole.folder));
  }).timeout(60_000);

  it('drops records after the checkpoint and a line that is torn, and opens a new event file', async () => {
    const run = await startRun(smallJob(root), '0');
    await stopAfter(run, 12);
    const metrics = join(run.folder, 'metrics.jsonl');
    const later = { type: 'step', step: 13, epoch: 2, loss: 99, regularization: 0, lr: 1, ms: 1 };
    appendFileSync(metrics, `${JSON.stringify(later)}\n{"type":"step","st`);
    const resumed = await resumeRun(run.folder);
    assert.equal((await resumed.done).reason, 'finished');
    assert.deepEqual(curve(readRecords(run.folder)), curve(readRecords(whole.folder)));
    assert.ok(!readFileSync(metrics, 'utf8').includes('"loss":99'));
    assert.equal(readRecords(run.folder).filter(({ type }) => type === 'resume').length, 1);
    const eventFiles = readdirSync(run.folder).filter((name) => name.startsWith('events.out.tfevents.'));
    assert.ok(eventFiles.length >= 1);
  }).timeout(60_000);

  it('from before its first checkpoint starts again', async () => {
    const run = await startRun(smallJob(root), '0');
    await stopAfter(run, 5);
    rmSync(join(run.folder, 'checkpoints'), { recursive: true });
    const again = await resumeRun(run.folder);
    await again.done;
    assert.deepEqual(curve(readRecords(run.folder)), curve(readRecords(whole.folder)));
    assert.equal(readRecords(run.folder).filter(({ type }) => type === 'start').length, 1);
  }).timeout(60_000);

  it('is refused where there is none, where it has finished, and where its checkpoint is damaged', async () => {
    await assert.rejects(resumeRun(join(root, 'nothing')), /is no run folder|ENOENT/);
    await assert.rejects(resumeRun(whole.folder), /has finished/);
    const run = await startRun(smallJob(root), '0');
    await stopAfter(run, 3);
    const last = join(run.folder, 'checkpoints', 'last.safetensors');
    writeFileSync(last, readFileSync(last).subarray(0, 500));
    await assert.rejects(resumeRun(run.folder), /last\.safetensors/);
  }).timeout(60_000);

  it(`is whole after kill −9 at ${KILLS} random moments, and ends with the same bits`, async () => {
    const moments = fillUniform(new Float64Array(KILLS), { seed: 1, purpose: 'shuffle' });
    const job = smallJob(root);
    let folder: string | null = null;
    let killed = 0;
    for (const moment of moments) {
      const engine: Engine = await Engine.start(folder === null ? job : { version: 1, resume: folder });
      folder = engine.run;
      await new Promise((resolve) => setTimeout(resolve, 700 * moment));
      if (engine.child.kill('SIGKILL')) killed++;
      await engine.exit;
      const { records } = readRun(folder);
      assert.ok(records.every(({ type }) => typeof type === 'string'));
      const { step } = readRun(folder).checkpoint?.state ?? { step: 0 };
      assert.deepEqual(
        curve(records),
        curve(readRecords(whole.folder)).slice(0, curve(records).length),
        `what counts after ${killed} kills, at step ${step}`,
      );
      // Never so far that there is nothing left to kill.
      if (step > 25) rmSync(join(folder, 'checkpoints'), { recursive: true });
    }
    const last = await resumeRun(folder as unknown as string);
    assert.equal((await last.done).reason, 'finished');
    assert.deepEqual(curve(readRecords(last.folder)), curve(readRecords(whole.folder)));
    assert.equal(finalWeights(last.folder), finalWeights(whole.folder));
    assert.ok(killed > KILLS / 2, `${killed} of ${KILLS} were killed at work`);
  }).timeout(400_000);
});
