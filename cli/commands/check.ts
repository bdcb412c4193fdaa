import { type Diagnostic, Lines, renderDiagnostic } from '../../server/language/index.ts';
import { type Command, flag, textOption } from '../command.ts';
import { library, type ModelFile, readModelFiles } from '../files.ts';
import { exitCodes, UsageError } from '../terminal/exit.ts';
import { out, painter } from '../terminal/output.ts';
import { version } from '../version.ts';

const formats = { text: asText, json: asJson, sarif: asSarif } as const;

export const check: Command = {
  name: 'check',
  usage: 'check FILE…|- [--format text|json|sarif] [--fix]',
  doc: 'Checks model files, folders of them or standard input, and prints what is wrong as a compiler does.',
  options: {
    format: { type: 'string', value: 'FORMAT', doc: 'text (default), json or sarif' },
    fix: { type: 'boolean', doc: 'applies quick fixes (not there yet)' },
  },
  async run(invocation) {
    if (flag(invocation, 'fix'))
      throw new UsageError('check --fix is not there yet; the editor applies quick fixes one by one.');
    const format = textOption(invocation, 'format') ?? 'text';
    if (!Object.hasOwn(formats, format))
      throw new UsageError(`--format is one of ${Object.keys(formats).join(', ')}; not ${format}.`);
    const files = await readModelFiles(invocation.positionals, true);
    out(formats[format as keyof typeof formats](files));
    return files.some(({ analysis }) => analysis.diagnostics.some(isError)) ? exitCodes.input : exitCodes.fine;
  },
};

const isError = ({ severity }: Diagnostic) => severity === 'error';

function asText(files: readonly ModelFile[]): string {
  const paint = painter(process.stdout);
  const all = files.flatMap(({ path, analysis }) =>
    analysis.diagnostics.map((found) => renderDiagnostic(path, analysis, found, paint, library)),
  );
  const diagnostics = files.flatMap(({ analysis }) => analysis.diagnostics);
  const errors = diagnostics.filter(isError).length;
  const others = diagnostics.length - errors;
  const plural = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;
  const summary = [plural(files.length, 'file'), plural(errors, 'error'), plural(others, 'warning')].join(', ');
  return [...all, paint(errors > 0 ? 'error' : 'fix', summary)].join('\n\n');
}

/** Diagnostics with places from 1, columns in UTF-16 code units. */
function placed({ path, analysis }: ModelFile) {
  const lines = new Lines(analysis.text);
  return analysis.diagnostics.map(({ code, severity, message, start, end, fixes }) => ({
    file: path,
    code,
    severity,
    message,
    start: lines.position(start),
    end: lines.position(end),
    fixes: fixes.map(({ title }) => title),
  }));
}

function asJson(files: readonly ModelFile[]): string {
  return JSON.stringify(
    { version: 1, files: files.map(({ path }) => path), diagnostics: files.flatMap(placed) },
    null,
    2,
  );
}

/** SARIF 2.1.0 (OASIS), which code hosts show beside a change. */
function asSarif(files: readonly ModelFile[]): string {
  const level = { error: 'error', warning: 'warning', information: 'note' } as const;
  const results = files.flatMap(placed).map(({ file, code, severity, message, start, end }) => ({
    ruleId: code,
    level: level[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: file.replaceAll('\\', '/') },
          region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
        },
      },
    ],
  }));
  const driver = {
    name: 'netwright',
    version,
    rules: [...new Set(results.map(({ ruleId }) => ruleId))].map((id) => ({ id })),
  };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
  return JSON.stringify(log, null, 2);
}
