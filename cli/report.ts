/** What a check has found, as text for people, as JSON and as SARIF. */
import { type AppliedFix, type Diagnostic, Lines, renderDiagnostic, titleOf } from '../server/language/index.ts';
import { library, type ModelFile } from './files.ts';
import type { CheckedText } from './project-files.ts';
import { painter, plural } from './terminal/output.ts';
import { version } from './version.ts';

export interface Checked {
  readonly files: readonly ModelFile[];
  /** The `netwright.json` that hold for them. */
  readonly projects: readonly CheckedText[];
  /** What was mended, by path. */
  readonly fixed: ReadonlyMap<string, readonly AppliedFix[]>;
}

/** What is said something of, project files first. */
const texts = ({ projects, files }: Checked): readonly CheckedText[] => [...projects, ...files];

export const hasErrors = (checked: Checked): boolean =>
  texts(checked).some(({ analysis }) => analysis.diagnostics.some(isError));

const isError = ({ severity }: Diagnostic) => severity === 'error';

export function asText(checked: Checked, stream: NodeJS.WriteStream): string {
  const { files, fixed } = checked;
  const paint = painter(stream);
  const done = [...fixed].flatMap(([path, applied]) =>
    applied.map(({ line, column, code, title }) => {
      const place = paint('bold', `${path}:${line}:${column}`);
      return `${place} ${paint('fix', `fixed[${code}]`)} ${title}`;
    }),
  );
  const all = texts(checked).flatMap(({ path, analysis }) =>
    analysis.diagnostics.map((found) => renderDiagnostic(path, analysis, found, paint, library)),
  );
  const diagnostics = texts(checked).flatMap(({ analysis }) => analysis.diagnostics);
  const errors = diagnostics.filter(isError).length;
  const others = diagnostics.length - errors;
  const mended = done.length === 0 ? [] : [`${done.length} fixed`];
  const counts = [plural(files.length, 'file'), plural(errors, 'error'), plural(others, 'warning'), ...mended];
  const summary = paint(errors > 0 ? 'error' : 'fix', counts.join(', '));
  return [...(done.length === 0 ? [] : [done.join('\n')]), ...all, summary].join('\n\n');
}

/** Diagnostics with places from 1, columns in UTF-16 code units. */
function placed({ path, analysis }: CheckedText) {
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

export function asJson(checked: Checked): string {
  const { files, fixed } = checked;
  const done = [...fixed].flatMap(([file, applied]) =>
    applied.map(({ line, column, code, title }) => ({ file, code, title, start: { line, column } })),
  );
  const document = {
    version: 1,
    files: files.map(({ path }) => path),
    diagnostics: texts(checked).flatMap(placed),
    ...(done.length === 0 ? {} : { fixed: done }),
  };
  return JSON.stringify(document, null, 2);
}

/** SARIF 2.1.0 (OASIS), which code hosts show beside a change. */
export function asSarif(checked: Checked): string {
  const level = { error: 'error', warning: 'warning', information: 'note' } as const;
  const results = texts(checked)
    .flatMap(placed)
    .map(({ file, code, severity, message, start, end }) => ({
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
    rules: [...new Set(results.map(({ ruleId }) => ruleId))].map((id) => ({
      id,
      shortDescription: { text: `${titleOf(id)}.` },
    })),
  };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
  return JSON.stringify(log, null, 2);
}
