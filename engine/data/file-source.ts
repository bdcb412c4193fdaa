/** Files as sources of the formats: read whole, undone from gzip where named so, both within bounds. */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { bytesSource, FormatError, type Source } from '../../formats/reader.ts';

/** Larger files, packed or not, are refused: they are no set of images of these formats. */
const LARGEST = 2 ** 31 - 1;

export function openFile(path: string): Source {
  const name = basename(path);
  const { size } = statSync(path);
  if (size > LARGEST) throw new FormatError(`${name} is ${size} bytes long; at most ${LARGEST} are read.`);
  const bytes = readFileSync(path);
  if (!path.endsWith('.gz')) return bytesSource(name, bytes);
  try {
    return bytesSource(name, gunzipSync(bytes, { maxOutputLength: LARGEST }));
  } catch (error) {
    const large = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    const fault = large ? `unpacks to more than ${LARGEST} bytes` : 'is damaged or not compressed with gzip';
    throw new FormatError(`${name} ${fault}.`);
  }
}
