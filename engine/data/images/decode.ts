/** An image file as pixels, upright, whatever its format; its size is looked at before anything is unpacked. */
import { inflateSync } from 'node:zlib';
import { decodeBmp } from '../../../formats/images/bmp.ts';
import { orientationOf, upright } from '../../../formats/images/exif.ts';
import { decodeGif } from '../../../formats/images/gif.ts';
import { MOST_PIXELS, type Pixels } from '../../../formats/images/pixels.ts';
import { decodePng } from '../../../formats/images/png.ts';
import { type ImageSize, imageSize } from '../../../formats/images/size.ts';
import { bytesSource, FormatError } from '../../../formats/reader.ts';
import { bytesOf, runOver } from '../../../formats/reading.ts';
import { decodeJpeg } from './jpeg.ts';

/** Largest file that is taken into memory. */
export const LARGEST_IMAGE = 256 << 20;

/** @throws FormatError when it is none, damaged, cut off or too large */
export async function decodeImage(name: string, bytes: Uint8Array): Promise<Pixels> {
  const size = sizeOf(name, bytes);
  const { height, width } = size;
  if (height * width > MOST_PIXELS)
    throw new FormatError(
      `${name} says it has ${height}×${width} pixels; images of at most ${MOST_PIXELS} are decoded. Scale it down.`,
    );
  const pixels = await decoded(name, bytes, size);
  return upright(pixels, orientationOf(bytes));
}

/** From the header. */
const sizeOf = (name: string, bytes: Uint8Array): ImageSize =>
  runOver(
    imageSize(name, (offset, length) => bytesOf(name, offset, length)),
    bytesSource(name, bytes),
  );

function decoded(name: string, bytes: Uint8Array, size: ImageSize): Pixels | Promise<Pixels> {
  switch (size.format) {
    case 'jpeg':
      return decodeJpeg(name, bytes, size);
    case 'png':
      // What lies behind the rows is left.
      return decodePng(name, bytes, (packed, most) => inflateSync(packed, { maxOutputLength: Math.max(1, most) }));
    case 'gif':
      return decodeGif(name, bytes);
    case 'bmp':
      return decodeBmp(name, bytes);
  }
}
