/** Where the tensors of a plan lie: one arena, reused by tensors that are never needed at the same time. */
import type { PlanTensor } from './plan.ts';
import { sizeOf } from './shape.ts';

/** A tensor whose life is known and whose place is not. */
export interface Draft {
  name: string;
  kind: PlanTensor['kind'];
  shape: number[];
  born: number;
  dies: number;
  inPlaceOf: number | null;
}

/** Bytes of a float32. */
const FLOAT = 4;
/** Every tensor starts on a cache line. */
const ALIGN = 64;

const bytesOf = ({ shape }: Draft): number => Math.ceil((sizeOf(shape) * FLOAT) / ALIGN) * ALIGN;

/** One behind the other; only what is written in place of another shares its place. */
export function sideBySide(drafts: readonly Draft[]): PlanTensor[] {
  const offsets: number[] = [];
  let end = 0;
  return drafts.map((entry, index) => {
    const bytes = bytesOf(entry);
    const offset = entry.inPlaceOf === null ? end : (offsets[entry.inPlaceOf] ?? end);
    if (entry.inPlaceOf === null) end += bytes;
    offsets.push(offset);
    return { ...entry, index, offset, bytes };
  });
}

/**
 * Puts tensors into one arena, largest first, each at the lowest place that is free for all of its life
 * (greedy by size; Pisarchyk and Lee, 2020). A tensor in place of another shares its place.
 */
export function place(drafts: readonly Draft[]): PlanTensor[] {
  const root = (index: number): number => {
    const before = drafts[index]!.inPlaceOf;
    return before === null ? index : root(before);
  };
  const bytes = drafts.map(bytesOf);
  const lives = new Map<number, { index: number; born: number; dies: number; bytes: number; offset: number }>();
  drafts.forEach((entry, i) => {
    const index = root(i);
    const life = lives.get(index) ?? {
      index,
      born: entry.born,
      dies: entry.dies,
      bytes: bytes[index]!,
      offset: 0,
    };
    life.born = Math.min(life.born, entry.born);
    life.dies = Math.max(life.dies, entry.dies);
    lives.set(index, life);
  });
  // Sorted by offset, so that the first gap is found in one pass.
  /** By offset. */
  const placed: { born: number; dies: number; bytes: number; offset: number }[] = [];
  for (const life of [...lives.values()].sort((a, b) => b.bytes - a.bytes || a.index - b.index)) {
    for (const other of placed) {
      if (life.offset + life.bytes <= other.offset) break;
      if (other.born <= life.dies && life.born <= other.dies)
        life.offset = Math.max(life.offset, other.offset + other.bytes);
    }
    const after = placed.findIndex((other) => other.offset > life.offset);
    placed.splice(after < 0 ? placed.length : after, 0, life);
  }
  return drafts.map((entry, index) => ({
    ...entry,
    index,
    offset: lives.get(root(index))!.offset,
    bytes: bytes[index]!,
  }));
}
