/** Moves by whole pixels: cutting a window out, mirroring. Nothing is interpolated. */
import { type Box, blank, type Picture, type PixelMap, type Scene, UNCOUNTED, type Window } from './picture.ts';

/** What lies beyond is zero. */
export function cutPicture(picture: Picture, window: Window): Picture {
  const { channels } = picture;
  const out = blank(window.height, window.width, channels);
  rows(picture, window, (from, to, length) => {
    const start = from * channels;
    out.data.set(picture.data.subarray(start, start + length * channels), to * channels);
  });
  return out;
}

function cutPixels(pixels: PixelMap, window: Window): PixelMap {
  const data = new Int32Array(window.height * window.width).fill(UNCOUNTED);
  rows(pixels, window, (from, to, length) => data.set(pixels.data.subarray(from, from + length), to));
  return { height: window.height, width: window.width, data };
}

/** For each row of the window that meets the picture: from which pixel to which pixel how many are copied. */
function rows(
  of: { readonly height: number; readonly width: number },
  { top, left, height, width }: Window,
  copy: (from: number, to: number, length: number) => void,
): void {
  const first = Math.max(0, left);
  const length = Math.min(of.width, left + width) - first;
  if (length <= 0) return;
  for (let row = Math.max(0, -top); row < height && top + row < of.height; row++)
    copy((top + row) * of.width + first, row * width + first - left, length);
}

/** The part of a box within a window, by the window's corner; without area where it lies outside. */
export function cutBox([x, y, width, height]: Box, window: Window): Box {
  const clip = (value: number, end: number) => Math.min(end, Math.max(0, value));
  const left = clip(x - window.left, window.width);
  const top = clip(y - window.top, window.height);
  const right = clip(x + width - window.left, window.width);
  const bottom = clip(y + height - window.top, window.height);
  return [left, top, right - left, bottom - top];
}

export const cut = ({ picture, pixels, box }: Scene, window: Window): Scene => ({
  picture: cutPicture(picture, window),
  pixels: pixels === null ? null : cutPixels(pixels, window),
  box: box === null ? null : cutBox(box, window),
});

export type MirrorAxis = 'horizontal' | 'vertical';

/** `horizontal`: left and right change places. */
export function mirrorPicture(picture: Picture, axis: MirrorAxis): Picture {
  const { height, width, channels } = picture;
  const out = blank(height, width, channels);
  mirrorInto(picture.data, out.data, { height, width, channels, axis });
  return out;
}

function mirrorInto(
  from: Float32Array | Int32Array,
  to: Float32Array | Int32Array,
  { height, width, channels, axis }: { height: number; width: number; channels: number; axis: MirrorAxis },
): void {
  const line = width * channels;
  for (let y = 0; y < height; y++) {
    if (axis === 'vertical') {
      to.set(from.subarray(y * line, (y + 1) * line), (height - 1 - y) * line);
      continue;
    }
    for (let x = 0; x < width; x++) {
      const source = y * line + x * channels;
      const target = y * line + (width - 1 - x) * channels;
      for (let c = 0; c < channels; c++) to[target + c] = from[source + c]!;
    }
  }
}

export function mirror({ picture, pixels, box }: Scene, axis: MirrorAxis): Scene {
  const { height, width } = picture;
  const mirrored = (map: PixelMap): PixelMap => {
    const data = new Int32Array(map.data.length);
    mirrorInto(map.data, data, { height: map.height, width: map.width, channels: 1, axis });
    return { ...map, data };
  };
  const moved = ([x, y, w, h]: Box): Box =>
    axis === 'horizontal' ? [width - x - w, y, w, h] : [x, height - y - h, w, h];
  return {
    picture: mirrorPicture(picture, axis),
    pixels: pixels === null ? null : mirrored(pixels),
    box: box === null ? null : moved(box),
  };
}
