/** A sample while it is being changed: a picture, and what stands on it and moves with it. */

/** Rows of pixels, channels last, in values of 0 to 255. */
export interface Picture {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly data: Float32Array;
}

/** A class at every pixel. */
export interface PixelMap {
  readonly height: number;
  readonly width: number;
  readonly data: Int32Array;
}

/** The class of pixels that are not counted, as PASCAL VOC has it: what comes in from outside an image. */
export const UNCOUNTED = 255;

/** x and y of the left upper corner, width and height, in pixels. */
export type Box = readonly [x: number, y: number, width: number, height: number];

export interface Scene {
  readonly picture: Picture;
  readonly pixels: PixelMap | null;
  readonly box: Box | null;
}

export const blank = (height: number, width: number, channels: number): Picture => ({
  height,
  width,
  channels,
  data: new Float32Array(height * width * channels),
});

/** Places and extents of a part of a picture, in pixels; it may reach beyond. */
export interface Window {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** The window of a size in the middle; with an odd rest one pixel further up and left. */
export const middle = (of: { height: number; width: number }, height: number, width: number): Window => ({
  top: Math.floor((of.height - height) / 2),
  left: Math.floor((of.width - width) / 2),
  height,
  width,
});
