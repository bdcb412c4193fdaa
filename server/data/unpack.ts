/** A part of what is packed, without unpacking all of it: the input is taken in growing pieces, the output is bounded. */
import { constants, gunzipSync, inflateRawSync } from 'node:zlib';

/** What a piece may unpack to; a hostile one would go to a thousand times its length. */
const LARGEST = 64 << 20;
const FIRST = 4096;
/** The most of the packed bytes that are looked at. */
export const MOST_PACKED = 8 << 20;

/** `packed(length)` gives the first bytes of what is packed. @throws Error when it is damaged or unpacks to too much. */
export function unpackPart(
  packed: (length: number) => Uint8Array,
  { as, skip, length }: { readonly as: 'gzip' | 'deflate'; readonly skip: number; readonly length: number },
): Uint8Array {
  const unpack = as === 'gzip' ? gunzipSync : inflateRawSync;
  for (let taken = FIRST; ; taken *= 4) {
    const piece = packed(Math.min(taken, MOST_PACKED));
    // A piece that ends in the middle gives what has come so far.
    const bytes = unpack(piece, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: LARGEST });
    const whole = piece.length < taken || taken >= MOST_PACKED;
    if (bytes.length >= skip + length || whole) return bytes.subarray(skip, skip + length);
  }
}
