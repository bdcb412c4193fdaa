/** A decoded image. */
export interface Pixels {
  readonly height: number;
  readonly width: number;
  /** Grey; red, green and blue; or these with their opacity. */
  readonly channels: 1 | 3 | 4;
  /** height × width × channels, 0 to 255. */
  readonly data: Uint8Array;
}

/** Larger images are not decoded: 64 Mi pixels, 8192×8192. */
export const MOST_PIXELS = 1 << 26;
