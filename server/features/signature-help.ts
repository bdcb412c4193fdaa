import type { Position, SignatureHelp } from 'vscode-languageserver';
import { argumentLabel, signature } from './docs.ts';
import type { Checked } from './document.ts';
import { openCallAt } from './open-call.ts';

export function signatureHelp({ document, analysis }: Checked, position: Position): SignatureHelp | null {
  const call = openCallAt(analysis.text, document.offsetAt(position));
  if (call === null) return null;
  const { callable, argument } = call;
  return {
    signatures: [
      {
        label: signature(callable),
        documentation: callable.doc,
        parameters: Object.entries(callable.args).map(([name, described]) => ({
          label: argumentLabel(name, described),
          documentation: described.doc,
        })),
      },
    ],
    activeSignature: 0,
    activeParameter: Math.max(0, Object.keys(callable.args).indexOf(argument ?? '')),
  };
}
