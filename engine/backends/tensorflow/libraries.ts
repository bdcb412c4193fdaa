/** The files of TensorFlow that the binding is linked with, as its Python package has them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** In the order in which they need each other; `null` where the Python package has no such libraries. */
export function libraryNames(platform: NodeJS.Platform = process.platform): readonly string[] | null {
  if (platform === 'linux') return ['libtensorflow_framework.so.2', 'libtensorflow_cc.so.2'];
  if (platform === 'darwin') return ['libtensorflow_framework.2.dylib', 'libtensorflow_cc.2.dylib'];
  return null;
}

/** The first library that a TensorFlow folder lacks. */
export const missingLibrary = (folder: string, names: readonly string[]): string | undefined =>
  names.find((name) => !existsSync(join(folder, name)));
