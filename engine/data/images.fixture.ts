/** Images in memory whose pixels tell which image they are of: for tests. */
import { memorySource } from './memory-source.ts';
import type { DataColumn, SampleSource } from './samples.ts';

export const numbered = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `c${i}`);

/** `count` images; the first pixel of each is its number, the others follow from it; its class is its number mod `classes`. */
export function images(count: number, shape: readonly [number, number, number], classes = count): SampleSource {
  const size = shape[0] * shape[1] * shape[2];
  const columns: DataColumn[] = [
    { name: 'image', kind: 'image', role: 'sample', shape },
    { name: 'class', kind: 'class', role: 'target', shape: [], classes: numbered(classes) },
  ];
  return memorySource(columns, {
    image: Uint8Array.from({ length: count * size }, (_, i) => Math.floor(i / size) + (i % size) * 7),
    class: Int32Array.from({ length: count }, (_, i) => i % classes),
  });
}
