import type { Position, SignatureHelp } from 'vscode-languageserver';
import { placeAt } from './context.ts';
import { argumentLabel, signature } from './docs.ts';
import type { Checked } from './document.ts';

export function signatureHelp({ document, analysis }: Checked, position: Position): SignatureHelp | null {
  const { call } = placeAt(analysis.text, document.offsetAt(position));
  if (call === null) return null;
  const { callable, argument, name } = call;
  const names = Object.keys(callable.args);
  return {
    signatures: [
      {
        label: signature(callable),
        documentation: callable.doc,
        parameters: Object.entries(callable.args).map(([key, described]) => ({
          label: argumentLabel(key, described),
          documentation: described.doc,
        })),
      },
    ],
    activeSignature: 0,
    activeParameter: name === null ? argument : Math.max(0, names.indexOf(name)),
  };
}
