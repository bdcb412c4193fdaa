import { type AppliedFix, fixAll } from '../../server/language/index.ts';
import { type Command, flag, textOption } from '../command.ts';
import { type ModelFile, modelFile, optionsFor, readModelFiles } from '../files.ts';
import { projectFiles } from '../project-files.ts';
import { asJson, asSarif, asText, hasErrors } from '../report.ts';
import { exitCodes, UsageError } from '../terminal/exit.ts';
import { err, out } from '../terminal/output.ts';
import { replaceFile } from '../write-file.ts';

const formats = { text: asText, json: asJson, sarif: asSarif } as const;

export const check: Command = {
  name: 'check',
  usage: 'check FILE…|- [--format text|json|sarif] [--fix]',
  doc: 'Checks model files, folders of them or standard input, and prints what is wrong as a compiler does.',
  options: {
    format: { type: 'string', value: 'FORMAT', doc: 'text (default), json or sarif' },
    fix: {
      type: 'boolean',
      doc: 'applies each fix that is the only one of its fault and writes the file; of standard input prints the mended text',
    },
  },
  async run(invocation) {
    const fix = flag(invocation, 'fix');
    const format = textOption(invocation, 'format') ?? 'text';
    if (!Object.hasOwn(formats, format))
      throw new UsageError(`--format is one of ${Object.keys(formats).join(', ')}; not ${format}.`);
    const piped = fix && invocation.positionals.includes('-');
    if (piped && (invocation.positionals.length > 1 || format !== 'text'))
      throw new UsageError('check --fix - prints the mended text and nothing else: name no other file and no format.');
    const read = await readModelFiles(invocation.positionals, true);
    const mended = fix ? read.map((file) => mend(file, piped)) : [];
    const files = fix ? mended.map(({ file }) => file) : read;
    const fixed = new Map(mended.map(({ file, applied }) => [file.path, applied]));
    const checked = { files, projects: projectFiles(files), fixed };
    if (piped) process.stdout.write(files.map(({ analysis }) => analysis.text).join(''));
    (piped ? err : out)(formats[format as keyof typeof formats](checked, piped ? process.stderr : process.stdout));
    return hasErrors(checked) ? exitCodes.input : exitCodes.fine;
  },
};

/** Applies the fixes of a file, and writes it where that changed something. */
function mend(file: ModelFile, piped: boolean): { file: ModelFile; applied: readonly AppliedFix[] } {
  const { path, analysis, data } = file;
  const { text, applied } = fixAll(analysis, optionsFor(path, data));
  if (applied.length === 0) return { file, applied };
  if (!piped) replaceFile(path, text);
  return { file: modelFile(path, text, data), applied };
}
