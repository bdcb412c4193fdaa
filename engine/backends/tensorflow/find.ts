/**
 * Finds the TensorFlow of a Python that the person uses: the interpreter that was named, else the one chosen by
 * `netwright setup tensorflow`, the active environment, the path. The first that will do is taken.
 */
import { existsSync } from 'node:fs';
import { environmentFolder, pythonOf, readChoice, type TensorflowName } from './choice.ts';
import { libraryNames, missingLibrary } from './libraries.ts';
import { askPython, type PythonAnswer, type PythonTensorflow } from './python.ts';

/** The oldest TensorFlow taken. */
export const OLDEST = '2.21';

export interface PassedOver {
  /** The interpreter, as it was found. */
  readonly python: string;
  readonly reason: string;
}

export interface Search {
  /** The one to take; `null` where there is none. */
  readonly found: PythonTensorflow | null;
  /** Those before it, or all of them. */
  readonly passedOver: readonly PassedOver[];
  /** Interpreters that answered, the first choice first, with or without a TensorFlow. */
  readonly pythons: readonly PythonAnswer[];
}

/** Names an interpreter for this process and its children, as the setting and the option do. */
export const PYTHON_VARIABLE = 'NETWRIGHT_PYTHON';

/**
 * Interpreters to ask, in order. Where one is named no other that the person has is looked into, which would be a
 * surprise; only the environment that a setup made for Netwright stands behind it.
 */
function candidates(name: TensorflowName, named: string | undefined): readonly string[] {
  const other: TensorflowName = name === 'tensorflow' ? 'tensorflow-gpu' : 'tensorflow';
  const made = [name, other].map((each) => pythonOf(environmentFolder(each))).filter((path) => existsSync(path));
  const only = named ?? process.env[PYTHON_VARIABLE] ?? '';
  if (only !== '') return [only, ...made];
  const chosen = readChoice();
  const active = [process.env.VIRTUAL_ENV ?? '', process.env.CONDA_PREFIX ?? ''].filter((folder) => folder !== '');
  const all = [chosen[name], chosen[other], ...active.map(pythonOf), 'python3', 'python', ...made];
  return [...new Set(all.filter((path) => path !== undefined))];
}

/** Why this TensorFlow will not do; `null` where it will. */
export function refusal(name: TensorflowName, { folder, version, cuda }: PythonTensorflow): string | null {
  const [major, minor] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST.split('.').map(Number);
  const shown = `TensorFlow ${version} in ${folder}`;
  if (major === undefined || minor === undefined || !Number.isInteger(major) || !Number.isInteger(minor))
    return `TensorFlow in ${folder} does not say its version; Netwright needs ${OLDEST} or later.`;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor))
    return `${shown} is too old: Netwright's agreement and conformance tests were measured over ${OLDEST}, so it takes that or a later one.`;
  const names = libraryNames();
  if (names === null)
    return `${shown} has no library that Netwright's binding could be linked with: on ${process.platform} its Python package ships none.`;
  const missing = missingLibrary(folder, names);
  if (missing !== undefined) return `${shown} has no ${missing}, which the binding needs.`;
  if (name === 'tensorflow-gpu' && !cuda) return `${shown} is built without CUDA, so it cannot use a GPU.`;
  return null;
}

export interface FindOptions {
  /** The only interpreter to look into. */
  readonly python?: string | undefined;
}

export async function findTensorflow(name: TensorflowName, { python }: FindOptions = {}): Promise<Search> {
  const passedOver: PassedOver[] = [];
  const pythons: PythonAnswer[] = [];
  for (const candidate of candidates(name, python)) {
    let answer: PythonAnswer;
    try {
      answer = await askPython(candidate);
    } catch (error) {
      passedOver.push({ python: candidate, reason: (error as Error).message });
      continue;
    }
    if (pythons.some((known) => known.prefix === answer.prefix)) continue;
    pythons.push(answer);
    const { tensorflow } = answer;
    const reason = tensorflow === null ? `${answer.python} has no TensorFlow.` : refusal(name, tensorflow);
    if (reason === null) return { found: tensorflow, passedOver, pythons };
    passedOver.push({ python: answer.python, reason });
  }
  return { found: null, passedOver, pythons };
}
