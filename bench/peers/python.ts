/** The Python that has PyTorch, and what `npm run bench:peers` puts into the ignored folder `.cache/bench`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pythonOf } from '../../engine/backends/tensorflow/choice.ts';

export const INSTALL = 'npm run bench:peers';
export const PYTHON_VARIABLE = 'NETWRIGHT_BENCH_PYTHON';

/** Everything that the installation makes. */
export const peersFolder = join(import.meta.dirname, '..', '..', '.cache', 'bench');
/** The environment with PyTorch. */
export const torchFolder = join(peersFolder, 'pytorch');

/** The interpreter that is named, else that of the installation; `null` where there is neither. */
export function torchPython(): string | null {
  const named = process.env[PYTHON_VARIABLE] ?? '';
  if (named !== '') return named;
  const installed = pythonOf(torchFolder);
  return existsSync(installed) ? installed : null;
}

/**
 * For processes that look for a TensorFlow set up for Netwright: the one of the installation, where there is one. On
 * macOS and Windows these variables say nothing and the person's own setup is looked for.
 */
export const tensorflowFolders = () => ({
  XDG_DATA_HOME: join(peersFolder, 'data'),
  XDG_CACHE_HOME: join(peersFolder, 'cache'),
});

export const hasTensorflow = (): boolean => existsSync(join(tensorflowFolders().XDG_DATA_HOME, 'netwright'));
