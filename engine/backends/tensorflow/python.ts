/** Asks a Python interpreter which TensorFlow it would import. TensorFlow itself is not imported: that takes seconds. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PythonTensorflow {
  /** Absolute path of the interpreter. */
  readonly python: string;
  /** The folder of the package `tensorflow`. */
  readonly folder: string;
  /** `2.21.0`. */
  readonly version: string;
  /** Whether it was built with CUDA. */
  readonly cuda: boolean;
}

export interface PythonAnswer {
  readonly python: string;
  /** `3.12.4`. */
  readonly version: string;
  /** The folder of its environment: `python` and `python3` are often of one. */
  readonly prefix: string;
  /** `null`: this Python has none. */
  readonly tensorflow: PythonTensorflow | null;
}

/** The current folder is no place to import from: it may be anybody's. */
const QUESTION = `
import sys
sys.path[:] = [p for p in sys.path if p]
import json, importlib.util, importlib.metadata as metadata
spec = importlib.util.find_spec("tensorflow")
folders = list(spec.submodule_search_locations or []) if spec else []
version = None
for name in ("tensorflow", "tensorflow-cpu", "tensorflow-macos", "tf-nightly", "tf-nightly-cpu"):
    try:
        version = metadata.version(name)
        break
    except metadata.PackageNotFoundError:
        pass
print(json.dumps({"python": sys.executable, "version": sys.version.split()[0], "prefix": sys.prefix,
                  "folder": folders[0] if folders else None, "tensorflow": version}))
`;

const PATIENCE_MS = 20_000;

interface Printed {
  readonly python: string;
  readonly version: string;
  readonly prefix: string;
  readonly folder: string | null;
  readonly tensorflow: string | null;
}

/** What TensorFlow's own generated file says of its build. */
function builtWithCuda(folder: string): boolean {
  const file = join(folder, 'python', 'platform', 'build_info.py');
  return existsSync(file) && /'is_cuda_build',\s*True/.test(readFileSync(file, 'utf8'));
}

/** @throws Error in words for a person where the interpreter does not run or answers nonsense. */
export function askPython(command: string): Promise<PythonAnswer> {
  return new Promise((resolve, reject) => {
    const options = { timeout: PATIENCE_MS, windowsHide: true, env: { ...process.env, PYTHONIOENCODING: 'utf-8' } };
    execFile(command, ['-c', QUESTION], options, (error, stdout, stderr) => {
      if (error !== null) {
        const code = (error as NodeJS.ErrnoException).code;
        if (code === 'ENOENT') reject(new Error(`There is no ${command}.`));
        else if (error.killed) reject(new Error(`${command} did not answer within ${PATIENCE_MS / 1000} s.`));
        else reject(new Error(`${command} does not run: ${stderr.trim().split('\n').at(-1) || error.message}.`));
        return;
      }
      try {
        const { python, version, prefix, folder, tensorflow } = JSON.parse(stdout) as Printed;
        const interpreter = python === '' ? command : python;
        const found =
          folder === null
            ? null
            : { python: interpreter, folder, version: tensorflow ?? 'unknown', cuda: builtWithCuda(folder) };
        resolve({ python: interpreter, version, prefix, tensorflow: found });
      } catch {
        reject(new Error(`${command} does not answer as a Python does: ${stdout.trim().slice(0, 80)}.`));
      }
    });
  });
}
