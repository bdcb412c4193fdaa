import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32c } from '../../formats/tensorboard.ts';
import type { EpochRecord, StepRecord } from '../protocol/records.ts';
import { EventFile } from './event-file.ts';

interface Event {
  readonly seconds: number;
  readonly step: number;
  readonly version: string | null;
  readonly isStart: boolean;
  readonly scalars: Readonly<Record<string, number>>;
}

/** The data of the TFRecords of a file; both checksums of each are held against it. */
function recordsOf(file: Buffer): Buffer[] {
  const records: Buffer[] = [];
  const masked = (bytes: Buffer) => {
    const crc = crc32c(bytes);
    return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
  };
  for (let at = 0; at < file.length; ) {
    const length = Number(file.readBigUInt64LE(at));
    const data = file.subarray(at + 12, at + 12 + length);
    assert.equal(file.readUInt32LE(at + 8), masked(file.subarray(at, at + 8)));
    assert.equal(file.readUInt32LE(at + 12 + length), masked(data));
    records.push(data);
    at += 12 + length + 4;
  }
  return records;
}

/** The fields of a message of protocol buffers: by number, in order. */
function fieldsOf(message: Buffer): (readonly [field: number, value: number | Buffer])[] {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = message[at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const fields: (readonly [number, number | Buffer])[] = [];
  while (at < message.length) {
    const key = varint();
    const wire = key & 7;
    if (wire === 0) fields.push([key >> 3, varint()]);
    else {
      const length = wire === 1 ? 8 : wire === 5 ? 4 : varint();
      const bytes = message.subarray(at, at + length);
      fields.push([key >> 3, wire === 1 ? bytes.readDoubleLE() : wire === 5 ? bytes.readFloatLE() : bytes]);
      at += length;
    }
  }
  return fields;
}

/** An `Event` of tensorflow/core/util/event.proto: wall_time 1, step 2, file_version 3, summary 5, session_log 7. */
function eventOf(message: Buffer): Event {
  const fields = new Map(fieldsOf(message));
  const values = fields.has(5) ? fieldsOf(fields.get(5) as Buffer) : [];
  const scalars = values.map(([, value]) => {
    const scalar = new Map(fieldsOf(value as Buffer));
    return [String(scalar.get(1)), scalar.get(2) as number] as const;
  });
  const session = fields.has(7) ? new Map(fieldsOf(fields.get(7) as Buffer)) : new Map();
  return {
    seconds: fields.get(1) as number,
    step: (fields.get(2) as number | undefined) ?? 0,
    version: fields.has(3) ? String(fields.get(3)) : null,
    isStart: session.get(1) === 1,
    scalars: Object.fromEntries(scalars),
  };
}

const step: StepRecord = {
  type: 'step',
  step: 300,
  epoch: 2,
  loss: 0.25,
  accuracy: 0.5,
  regularization: 0,
  lr: 0.125,
  ms: 4,
};
const epoch: EpochRecord = {
  type: 'epoch',
  step: 400,
  epoch: 2,
  train: { loss: 0.5 },
  val: { loss: 1, accuracy: 0.75, metrics: { 'top_k(k=3)': 0.875 } },
  seconds: 1,
  waited: 0,
};

describe('the events of a run', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'netwright-events-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const written = (from: number | null, add: (file: EventFile) => void): readonly Event[] => {
    const file = new EventFile(folder, from);
    add(file);
    file.close();
    const names = readdirSync(folder);
    assert.equal(names.length, 1);
    assert.match(names[0]!, /^events\.out\.tfevents\.\d+\.netwright\.\d+$/);
    return recordsOf(readFileSync(join(folder, names[0]!))).map(eventOf);
  };

  it('begin with the version and now, in seconds', () => {
    const before = Date.now() / 1000;
    const [first, ...others] = written(null, () => {});
    assert.deepEqual(others, []);
    assert.deepEqual([first!.version, first!.isStart, first!.scalars], ['brain.Event:2', false, {}]);
    assert.ok(first!.seconds >= before && first!.seconds <= Date.now() / 1000);
  });

  it('have the scores of steps and epochs, by their parts', () => {
    const [, ...events] = written(null, (file) => {
      file.add(step);
      file.add(epoch);
    });
    assert.deepEqual(
      events.map((event) => [event.step, event.scalars]),
      [
        [300, { 'loss/step': 0.25, 'accuracy/step': 0.5, learning_rate: 0.125 }],
        [400, { 'loss/train': 0.5, 'loss/val': 1, 'accuracy/val': 0.75, 'top_k(k=3)/val': 0.875 }],
      ],
    );
  });

  it('leave out what is not finite or was not counted, and records without scores', () => {
    const [, ...events] = written(null, (file) => {
      file.add({ ...step, loss: Number.NaN });
      const nothing = { loss: Number.POSITIVE_INFINITY, metrics: { map: null } };
      file.add({ ...epoch, train: nothing, val: nothing });
      file.add({ type: 'corrupt', item: 'a.png', reason: 'is cut off' });
    });
    assert.deepEqual(
      events.map(({ scalars }) => scalars),
      [{ 'accuracy/step': 0.5, learning_rate: 0.125 }],
    );
  });

  it('of a run that goes on say behind which step', () => {
    const [first, second, third] = written(299, (file) => file.add(step));
    assert.deepEqual([first!.version, second!.isStart, second!.step, third!.step], ['brain.Event:2', true, 300, 300]);
  });
});
