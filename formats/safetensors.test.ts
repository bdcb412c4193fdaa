import assert from 'node:assert/strict';
import { bytesSource } from './reader.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';

const tensors = new Map([
  ['b', { shape: [2, 2], data: Float32Array.of(1, -2, 3.5, 1e-30) }],
  ['a.weight', { shape: [3], data: Float32Array.of(0, 1, 2) }],
]);

/** A file by hand: the length of the header, the header, the data. */
function file(header: string, data = new Uint8Array(0)) {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytesSource('w.safetensors', bytes);
}

describe('safetensors', () => {
  it('reads what it writes', () => {
    const metadata = { epoch: '3' };
    const read = readSafetensors(bytesSource('w', writeSafetensors({ tensors, metadata })));
    assert.deepEqual(read.metadata, metadata);
    assert.deepEqual(new Map(read.tensors), new Map([...tensors].sort()));
  });

  it('writes the bytes that the format describes', () => {
    const bytes = writeSafetensors({
      tensors: new Map([['x', { shape: [1], data: Float32Array.of(1) }]]),
      metadata: {},
    });
    const header = '{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}';
    const padded = Math.ceil(header.length / 8) * 8;
    assert.equal(new DataView(bytes.buffer).getBigUint64(0, true), BigInt(padded));
    assert.equal(new TextDecoder().decode(bytes.subarray(8, 8 + padded)), header.padEnd(padded));
    assert.deepEqual([...bytes.subarray(8 + padded)], [0, 0, 0x80, 0x3f]);
  });

  const entry = (offsets: string, shape = '[1]', dtype = 'F32') =>
    `{"x":{"dtype":"${dtype}","shape":${shape},"data_offsets":${offsets}}}`;
  for (const [what, source, message] of [
    ['is too short', bytesSource('w', new Uint8Array(3)), /too short/],
    [
      'has a header longer than itself',
      bytesSource('w', Uint8Array.of(255, 255, 0, 0, 0, 0, 0, 0, 1)),
      /its header has 65535 bytes/,
    ],
    ['has a header that is no JSON', file('{"x":'), /the header is not JSON/],
    ['has a header that is a list', file('[]'), /the header is not an object/],
    [
      'has an entry without offsets',
      file('{"x":{"dtype":"F32","shape":[1]}}'),
      /entry for x has no type, shape and offsets/,
    ],
    ['has a negative extent', file(entry('[0,4]', '[-1]'), new Uint8Array(4)), /no type, shape and offsets/],
    ['has another type', file(entry('[0,2]', '[1]', 'F16'), new Uint8Array(2)), /x is of type F16; only F32/],
    ['ends before its tensors do', file(entry('[0,4]'), new Uint8Array(2)), /x of 1 should lie at 0 to 4/],
    ['has offsets that do not fit the shape', file(entry('[0,8]'), new Uint8Array(8)), /the header says 0 to 8/],
    ['leaves a gap', file(entry('[4,8]'), new Uint8Array(8)), /should lie at 0 to 4/],
    ['has bytes left over', file(entry('[0,4]'), new Uint8Array(5)), /1 bytes after its last tensor/],
  ] as const) {
    it(`refuses a file that ${what}`, () =>
      assert.throws(() => readSafetensors(source), { name: 'FormatError', message }));
  }
});
