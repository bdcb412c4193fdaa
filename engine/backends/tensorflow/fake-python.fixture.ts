/** Scripts that behave as a Python with a TensorFlow would, and folders of a person who has nothing set up. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { libraryNames } from './libraries.ts';

export interface FakePython {
  /** What the package says of itself; absent: there is no TensorFlow. */
  readonly tensorflow?: string | undefined;
  readonly cuda?: boolean;
  /** Libraries that the package lacks. */
  readonly without?: readonly string[];
  /** Shell commands of `python -m pip install` that is not a dry run. */
  readonly install?: string;
}

/** Makes `ROOT/bin/python` and gives its path; the TensorFlow of an environment that it makes is its own. */
export function fakePython(root: string, { tensorflow, cuda = false, without = [], install = '' }: FakePython): string {
  const folder = join(root, 'site-packages', 'tensorflow');
  mkdirSync(join(folder, 'python', 'platform'), { recursive: true });
  const build = `build_info = OrderedDict([('is_cuda_build', ${cuda ? 'True' : 'False'})])\n`;
  writeFileSync(join(folder, 'python', 'platform', 'build_info.py'), build);
  for (const name of libraryNames() ?? []) if (!without.includes(name)) writeFileSync(join(folder, name), '');
  mkdirSync(join(root, 'bin'), { recursive: true });
  const python = join(root, 'bin', 'python');
  const answer = {
    python: '',
    version: '3.12.0',
    prefix: root,
    folder: tensorflow === undefined ? null : folder,
    tensorflow: tensorflow ?? null,
  };
  const report = {
    install: [{ metadata: { name: 'tensorflow_cpu', version: '2.21.0' }, download_info: { url: 'none:' } }],
  };
  const script = `#!/bin/sh
case "$*" in
  -c*) echo '${JSON.stringify(answer)}' ;;
  "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  *--help*|*--upgrade*) exit 0 ;;
  *--report*) while [ "$1" != --report ]; do shift; done; echo '${JSON.stringify(report)}' > "$2" ;;
  *) ${install === '' ? ':' : install} ;;
esac
`;
  writeFileSync(python, script);
  chmodSync(python, 0o755);
  return python;
}

const variables = [
  'XDG_DATA_HOME',
  'XDG_CACHE_HOME',
  'NETWRIGHT_PYTHON',
  'VIRTUAL_ENV',
  'CONDA_PREFIX',
  'PATH',
] as const;

/** A folder in which the person has nothing, in force between `enter` and `leave`. */
export class EmptyHome {
  path = '';
  readonly #before = new Map(variables.map((name) => [name, process.env[name]]));

  enter(): void {
    this.path = mkdtempSync(join(tmpdir(), 'netwright-home-'));
    process.env.XDG_DATA_HOME = join(this.path, 'data');
    process.env.XDG_CACHE_HOME = join(this.path, 'cache');
    for (const name of ['NETWRIGHT_PYTHON', 'VIRTUAL_ENV', 'CONDA_PREFIX'] as const) delete process.env[name];
  }

  leave(): void {
    for (const [name, value] of this.#before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    rmSync(this.path, { recursive: true, force: true });
  }
}
