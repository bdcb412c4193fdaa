import type { DataColumn } from '../samples.ts';

/** An image and its class, as most sources have them. */
export const classified = (shape: readonly number[], classes: readonly string[]): readonly DataColumn[] => [
  { name: 'image', kind: 'image', role: 'sample', shape },
  { name: 'class', kind: 'class', role: 'target', shape: [], classes },
];

/** Names of classes that have none: their numbers. */
export const numbered = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `${i}`);
