/** JPEG: segments of a marker and a length; the size stands in the frame header (ITU T.81). */
import { FormatError } from '../reader.ts';
import type { Reading } from '../reading.ts';
import type { ImageSize, ReadBytes } from './size.ts';

/** Frame headers: SOF0 to SOF15 without DHT, JPG and DAC, which share the range. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Segments before the frame header; cameras write a dozen. */
const MOST_SEGMENTS = 500;
const FIRST = 4096;
const SEGMENT = 16;

export function* jpegSize(name: string, read: ReadBytes): Reading<ImageSize> {
  const first = yield* read(0, FIRST);
  let at = 2;
  for (let i = 0; i < MOST_SEGMENTS; i++) {
    const bytes = at + SEGMENT <= first.length ? first.subarray(at, at + SEGMENT) : yield* read(at, SEGMENT);
    if (bytes.length < 4) throw new FormatError(`${name} ends before the size of the image.`);
    const [fill = 0, marker = 0, high = 0, low = 0] = bytes;
    if (fill !== 0xff) throw new FormatError(`${name} is damaged: a segment does not start with ff at byte ${at}.`);
    // Any number of ff may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker)) {
      if (bytes.length < 10) throw new FormatError(`${name} ends before the size of the image.`);
      const word = (index: number) => ((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0);
      const components = bytes[9] ?? 3;
      return {
        format: 'jpeg',
        height: word(5),
        width: word(7),
        channels: components === 1 ? 1 : components === 4 ? 4 : 3,
      };
    }
    const length = (high << 8) | low;
    if (length < 2) throw new FormatError(`${name} is damaged: a segment has ${length} bytes at byte ${at}.`);
    at += 2 + length;
  }
  throw new FormatError(`${name} has more than ${MOST_SEGMENTS} segments before the size of the image.`);
}
