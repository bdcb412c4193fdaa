import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { Severity } from '../../model/catalog/fault.ts';
import { type Checked, rangeIn } from './document.ts';

const severities: { readonly [S in Severity]: DiagnosticSeverity } = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

export function diagnostics({ document, analysis }: Checked): Diagnostic[] {
  return analysis.diagnostics.map((found) => ({
    range: rangeIn(document, found),
    severity: severities[found.severity],
    code: found.code,
    source: 'netwright',
    message: found.message,
    relatedInformation: found.related.map((related) => ({
      location: { uri: document.uri, range: rangeIn(document, related) },
      message: related.message,
    })),
  }));
}
