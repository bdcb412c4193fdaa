import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { png } from '../../../formats/facts/files.fixture.ts';
import { recolour, scaleToFit } from '../../../formats/images/fit.ts';
import type { Pixels } from '../../../formats/images/pixels.ts';
import { decodeImage } from './decode.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'formats', 'fixtures', 'images');
const file = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
const decode = (name: string) => decodeImage(name, file(name));

/** What Pillow reads, as scripts/fixtures/images.py writes it. */
function expectedOf(name: string): Pixels {
  const bytes = readFileSync(join(folder, `${name}.pixels`));
  const [height, width] = [bytes.readUInt16LE(0), bytes.readUInt16LE(2)];
  return { height, width, channels: 3, data: new Uint8Array(inflateSync(bytes.subarray(4))) };
}

function compare(found: Pixels, expected: Pixels, tolerance: number): void {
  assert.deepEqual([found.height, found.width, found.channels], [expected.height, expected.width, expected.channels]);
  let worst = 0;
  for (const [i, value] of expected.data.entries()) worst = Math.max(worst, Math.abs(value - (found.data[i] ?? 999)));
  assert.ok(worst <= tolerance, `differs by ${worst}`);
}

const images = readdirSync(folder).filter((name) => /\.(jpg|png|gif|bmp)$/.test(name) && name !== 'scaled.png');

describe('images', () => {
  for (const name of images)
    it(`of ${name} are what Pillow reads`, async () => {
      // Inks are converted with another rounding, opacity and fields of bits by a step.
      const tolerance = name === 'cmyk.jpg' ? 3 : /alpha|rgba|5\.bmp/.test(name) ? 1 : 0;
      compare(recolour(await decode(name), 'rgb'), expectedOf(name), tolerance);
    });

  for (const [height, width] of [
    [32, 32],
    [40, 24],
    [120, 200],
  ] as const)
    it(`are scaled to ${height}×${width} and cut as torchvision does with Pillow`, async () => {
      compare(scaleToFit(await decode('scaled.png'), height, width), expectedOf(`scaled-${height}x${width}`), 1);
    });

  it('become grey by what the eye sees of each colour', async () => {
    const { channels, data } = recolour(await decode('rgb.png'), 'grey');
    const rgb = expectedOf('rgb.png').data;
    assert.equal(channels, 1);
    for (const at of [0, 100, 200]) {
      const [r, g, b] = rgb.subarray(3 * at, 3 * at + 3) as unknown as [number, number, number];
      assert.equal(data[at], Math.round(0.299 * r + 0.587 * g + 0.114 * b));
    }
  });
});

describe('images that cannot be read', () => {
  const fails = (bytes: Uint8Array, message: RegExp) =>
    assert.rejects(decodeImage('a', bytes), { name: 'FormatError', message });

  for (const name of ['420.jpg', 'progressive.jpg', 'cmyk.jpg', 'rgb.png', 'palette.gif', 'rgb.bmp', 'runs8.bmp'])
    it(`are said to be cut off or damaged: ${name}`, async () => {
      const whole = file(name);
      for (const share of [0.1, 0.5, 0.8, 0.97])
        await fails(whole.subarray(0, share * whole.length), /^a .*(cut|damaged|ends)/);
      // The decoder is whole again.
      compare(recolour(await decode('444.jpg'), 'rgb'), expectedOf('444.jpg'), 0);
    });

  it('are refused by their size before anything is unpacked', async () => {
    await fails(png(60_000, 60_000, 2), /says it has 60000×60000 pixels; images of at most 67108864 are decoded/);
    await fails(png(0, 5, 2), /says it has 0×5 pixels/);
  });

  it('are refused when more is packed in them than their size needs', async () => {
    const bytes = file('rgb.png');
    // A height of 2 in place of 13.
    bytes[23] = 2;
    await fails(bytes, /cannot be unpacked/);
  });

  it('are said to be none', async () => {
    await fails(new Uint8Array(), /a is empty/);
    await fails(new TextEncoder().encode('<html>'), /a is no JPEG, PNG, GIF or BMP: it starts with 3c 68 74 6d/);
  });

  it('never end in anything but a message', async () => {
    // A byte here and there is another one: the image is read, or the fault is said.
    for (const name of images) {
      const whole = file(name);
      for (let n = 0; n < 40; n++) {
        const bytes = whole.slice();
        const at = (n * 7919 + 13) % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (n % 8));
        await decodeImage(name, bytes).catch((error: unknown) => {
          assert.ok(error instanceof Error && error.name === 'FormatError', `${name}, byte ${at}: ${error}`);
        });
      }
    }
  });
});
