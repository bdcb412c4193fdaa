import type { Position, SignatureHelp } from 'vscode-languageserver';
import { ownItems } from './completion-own.ts';
import { callAt } from './context.ts';
import { argumentLabel, signature } from './docs.ts';
import type { Checked } from './document.ts';
import { itemSignature } from './item-signature.ts';
import type { OwnCall } from './open-call.ts';

export function signatureHelp(checked: Checked, position: Position): SignatureHelp | null {
  const { document, analysis } = checked;
  const call = callAt(analysis.text, document.offsetAt(position));
  if (call === null) return null;
  if (!('callable' in call)) return ofOwn(call, checked);
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

/** A block, model or function of this file or an imported one. */
function ofOwn({ name, named, position }: OwnCall, checked: Checked): SignatureHelp | null {
  const called = ownItems(checked, 'block', 'model', 'fn').find((own) => own.name === name);
  const signature = called === undefined ? null : itemSignature(called.item, called.text);
  if (signature === null) return null;
  const active = named === null ? position : signature.parameters.findIndex((parameter) => parameter.name === named);
  const parameters = signature.parameters.map(({ label }) => ({ label }));
  return {
    signatures: [{ label: name + signature.label.slice(signature.label.indexOf('(')), parameters }],
    activeSignature: 0,
    activeParameter: Math.max(0, active),
  };
}
