/** A file with errors goes no further: they are printed to standard error. */
import { renderDiagnostic } from '../server/language/index.ts';
import { library, type ModelFile } from './files.ts';
import { projectFiles } from './project-files.ts';
import { InputError } from './terminal/exit.ts';
import { err, painter, plural } from './terminal/output.ts';

export function requireSound(file: ModelFile): void {
  const paint = painter(process.stderr);
  for (const { path, analysis } of [...projectFiles([file]), file]) {
    for (const found of analysis.diagnostics) err(`${renderDiagnostic(path, analysis, found, paint, library)}\n`);
    const errors = analysis.diagnostics.filter(({ severity }) => severity === 'error').length;
    if (errors > 0) throw new InputError(`${path} has ${plural(errors, 'error')}.`);
  }
}
