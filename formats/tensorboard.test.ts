import assert from 'node:assert/strict';
import { crc32c, fileStart, scalarEvent, sessionStart } from './tensorboard.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('event files of TensorBoard', () => {
  it('have the checksum of RFC 3720, appendix B.4', () => {
    assert.equal(crc32c(new TextEncoder().encode('123456789')), 0xe3069283);
    assert.equal(crc32c(new Uint8Array(32)), 0x8a9136aa);
    assert.equal(crc32c(new Uint8Array(32).fill(255)), 0x62a8ab43);
  });

  // Written by tensorboard 2.20 (`scripts/fixtures/event_file.py`).
  it('are byte for byte what TensorBoard itself writes', () => {
    assert.equal(
      hex(fileStart(1.5)),
      '1800000000000000a37f4b2209000000000000f83f1a0d627261696e2e4576656e743a322a28646c',
    );
    assert.equal(
      hex(scalarEvent(2.5, 300, [{ tag: 'loss/train', value: 0.25 }])),
      '2100000000000000017becf609000000000000044010ac022a130a110a0a6c6f73732f747261696e150000803e55c45f02',
    );
    assert.equal(hex(sessionStart(3.5, 7)), '0f000000000000006d532b09090000000000000c4010073a0208018c2b37c8');
  });
});
