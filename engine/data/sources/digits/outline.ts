/** Outlines of glyphs: curves become lines, lines are moved by an affine map and filled with soft edges. */

export type Point = readonly [x: number, y: number];
/** Closed polygons; inside is where they wind around a point (non-zero rule). */
export type Outline = readonly (readonly Point[])[];

/** A drawing command as font files hold them: quadratic (TrueType) and cubic (PostScript) curves. */
export interface PathCommand {
  readonly type: 'M' | 'L' | 'Q' | 'C' | 'Z';
  readonly x?: number;
  readonly y?: number;
  readonly x1?: number;
  readonly y1?: number;
  readonly x2?: number;
  readonly y2?: number;
}

/** Lines per curve: enough for a glyph of some dozen pixels. */
const PIECES = 6;

export function outlineOf(commands: readonly PathCommand[]): Outline {
  const outline: Point[][] = [];
  let current: Point[] = [];
  for (const { type, x = 0, y = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0 } of commands) {
    if (type === 'Z') continue;
    if (type === 'M') {
      current = [];
      outline.push(current);
    }
    const [fromX, fromY] = current.at(-1) ?? [x, y];
    for (let piece = 1; piece < PIECES && (type === 'Q' || type === 'C'); piece++) {
      const t = piece / PIECES;
      const u = 1 - t;
      current.push(
        type === 'Q'
          ? [u * u * fromX + 2 * u * t * x1 + t * t * x, u * u * fromY + 2 * u * t * y1 + t * t * y]
          : [
              u ** 3 * fromX + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t ** 3 * x,
              u ** 3 * fromY + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t ** 3 * y,
            ],
      );
    }
    current.push([x, y]);
  }
  return outline;
}

/** A path as the glyphs are written: a letter, then its numbers. */
export function commandsOf(path: string): readonly PathCommand[] {
  return [...path.matchAll(/([MLQC])([-\d ]+)/g)].map(([, letter, written]) => {
    const type = letter as PathCommand['type'];
    const numbers = (written ?? '').split(' ').map(Number);
    const [x, y] = numbers.slice(-2);
    const [x1, y1, x2, y2] = numbers;
    return { type, x: x!, y: y!, x1: x1!, y1: y1!, x2: x2!, y2: y2! };
  });
}

/** x' = a·x + b·y + e, y' = c·x + d·y + f. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const move = (outline: Outline, [a, b, c, d, e, f]: Affine): Outline =>
  outline.map((polygon) => polygon.map(([x, y]): Point => [a * x + b * y + e, c * x + d * y + f]));

export function bounds(outline: Outline): { left: number; top: number; right: number; bottom: number } {
  const xs = outline.flat().map(([x]) => x);
  const ys = outline.flat().map(([, y]) => y);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** Lines scanned per pixel row. */
const SCANS = 4;

/** Coverage of each pixel of an image, 0 to 1, row by row. */
export function fill(outline: Outline, height: number, width: number): Float64Array {
  const coverage = new Float64Array(height * width);
  for (let scan = 0; scan < height * SCANS; scan++) {
    const y = (scan + 0.5) / SCANS;
    const crossings: { x: number; turn: number }[] = [];
    for (const polygon of outline) {
      for (let i = 0; i < polygon.length; i++) {
        const [x0, y0] = polygon[i]!;
        const [x1, y1] = polygon[(i + 1) % polygon.length]!;
        if (y0 <= y === y1 <= y) continue;
        crossings.push({ x: x0 + ((y - y0) / (y1 - y0)) * (x1 - x0), turn: y1 > y0 ? 1 : -1 });
      }
    }
    crossings.sort((p, q) => p.x - q.x);
    const row = Math.floor(scan / SCANS) * width;
    let winding = 0;
    for (const [i, { x, turn }] of crossings.entries()) {
      winding += turn;
      const next = crossings[i + 1];
      if (winding !== 0 && next !== undefined) addSpan(coverage.subarray(row, row + width), x, next.x);
    }
  }
  return coverage;
}

/** Adds a part of one scan line; the pixels at its ends are covered in part. */
function addSpan(row: Float64Array, from: number, to: number): void {
  const last = Math.min(row.length - 1, Math.floor(to));
  for (let x = Math.max(0, Math.floor(from)); x <= last; x++) {
    row[x]! += Math.max(0, Math.min(to, x + 1) - Math.max(from, x)) / SCANS;
  }
}
