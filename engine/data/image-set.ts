/** Labelled images in memory, as bytes: a batch becomes numbers only when it is made. */
export interface ImageSet {
  /** height × width × channels. */
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly count: number;
  /** count × height × width × channels, 0 to 255. */
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

export { DataError } from './samples.ts';
