import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Severity } from '../../model/catalog/fault.ts';
import type { Diagnostic as Fault } from '../language/index.ts';
import { pageLink } from '../page-link.ts';
import { type Checked, locationIn, rangeIn } from './document.ts';

const severities: { readonly [S in Severity]: DiagnosticSeverity } = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** The page of the code. */
function codeLink(code: string): Pick<Diagnostic, 'codeDescription'> {
  const href = pageLink(code);
  return href === undefined ? {} : { codeDescription: { href } };
}

/** Without the places that it points to. */
export const plainDiagnostic = (document: TextDocument, found: Fault): Diagnostic => ({
  range: rangeIn(document, found),
  severity: severities[found.severity],
  code: found.code,
  ...codeLink(found.code),
  source: 'netwright',
  message: found.message,
});

export function diagnostics(checked: Checked): Diagnostic[] {
  const { document, analysis } = checked;
  return analysis.diagnostics.map((found) => ({
    ...plainDiagnostic(document, found),
    relatedInformation: found.related.flatMap((related) => {
      const location = locationIn(checked, related, related.file);
      return location === null ? [] : [{ location, message: related.message }];
    }),
  }));
}
