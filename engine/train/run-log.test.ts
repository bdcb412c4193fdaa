import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EndRecord, RunInfo, RunRecord } from '../protocol/records.ts';
import { RunFolder, readRecords } from '../runs/folder.ts';
import { RunLog } from './run-log.ts';

const step: RunRecord = { type: 'step', step: 1, epoch: 1, loss: 2, regularization: 0, lr: 0.1, ms: 3 };
const end: EndRecord = { type: 'end', reason: 'finished', step: 1, epoch: 1, seconds: 1 };
const corrupt = { item: 'a.png', reason: 'it is empty' };

describe('the log of a run', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'netwright-log-'));
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  const begin = (before: readonly RunRecord[] = [], seconds = 0) => {
    const folder = RunFolder.create(root, 'Net');
    const log = new RunLog({ folder, info: { id: folder.id } as RunInfo, before, seconds });
    const told: RunRecord[] = [];
    log.events.on('record', (record) => told.push(record));
    return { folder, log, told };
  };

  it('tells who watches what it writes, and who comes later what is written', () => {
    const { folder, log, told } = begin();
    log.record(step);
    assert.deepEqual(log.records, [step]);
    log.end(end, () => {});
    assert.deepEqual(told, [step, end]);
    assert.deepEqual(log.records, told);
    assert.deepEqual(readRecords(folder.path), told);
    const [events] = readdirSync(folder.path).filter((name) => name.startsWith('events.'));
    assert.match(readFileSync(join(folder.path, events), 'latin1'), /loss\/step/);
  });

  it('names an item that cannot be read once, also over a resume', () => {
    const { log, told } = begin([{ type: 'corrupt', ...corrupt }]);
    log.corrupt(corrupt);
    log.corrupt({ item: 'b.png', reason: 'it is cut off' });
    log.corrupt({ item: 'b.png', reason: 'it is cut off' });
    assert.deepEqual(told, [{ type: 'corrupt', item: 'b.png', reason: 'it is cut off' }]);
    log.end(end, () => {});
  });

  it('counts the time of the sessions before', () => {
    const { log } = begin([], 100);
    assert.ok(log.seconds >= 100 && log.seconds < 110);
    log.end(end, () => {});
  });

  it('lets go of the run before it tells its end', () => {
    const { log } = begin();
    let released = false;
    log.events.on('record', ({ type }) => assert.ok(type !== 'end' || released));
    log.end(end, () => {
      released = true;
    });
    assert.ok(released);
  });

  it('tells an end that the disk does not take', () => {
    const { folder, log, told } = begin();
    log.record(step);
    folder.append = () => {
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    };
    assert.throws(() => log.record(step), /no space/);
    log.end(end, () => {});
    assert.deepEqual(told, [step, end]);
    assert.deepEqual(log.records, [step, end]);
  });
});
