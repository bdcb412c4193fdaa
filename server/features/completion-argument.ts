/** Inside a call: names of arguments not given yet, what the argument's type knows, and values. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import type { Argument } from '../../model/catalog/arguments.ts';
import { markdown } from './completion-items.ts';
import { valueItems } from './completion-values.ts';
import { defaultText, membersOf } from './docs.ts';
import type { Checked } from './document.ts';
import type { OpenCall } from './open-call.ts';

export function argumentItems(call: OpenCall, checked: Checked, statement: number): CompletionItem[] {
  const { callable, argument, named, nested } = call;
  const values = takesValues(call) ? valueItems(checked, statement) : [];
  if (nested) return values;
  const current = argument === null ? undefined : callable.args[argument];
  const members = current === undefined ? [] : memberItems(current);
  return named ? [...members, ...values] : [...nameItems(call), ...members, ...values];
}

/** Names in scope are a layer's; a loss or a source stands outside of every model. */
const takesValues = ({ callable, argument }: OpenCall) =>
  callable.kind === 'layer' &&
  argument !== null &&
  Object.hasOwn(callable.args, argument) &&
  !['name', 'string', 'enum'].includes(callable.args[argument]?.kind ?? '');

/** `name=` overrides the id of any layer but an input, whose name comes first anyhow. */
const LAYER_NAME: Argument = {
  kind: 'string',
  doc: 'The id of the layer, and so the name of its weights.',
  default: '',
};

function nameItems({ callable, given }: OpenCall): CompletionItem[] {
  const layer = callable.kind === 'layer' && callable.name !== 'input';
  const described: Readonly<Record<string, Argument>> = layer ? { ...callable.args, name: LAYER_NAME } : callable.args;
  return Object.entries(described)
    .filter(([key, { kind }]) => !given.includes(key) && kind !== 'name')
    .map(([key, argument]) => ({
      label: key,
      detail: argument === LAYER_NAME ? 'text' : defaultDetail(argument),
      documentation: markdown(argument.doc),
      kind: CompletionItemKind.Property,
      insertText: `${key}=`,
    }));
}

function defaultDetail(argument: Argument): string {
  const value = defaultText(argument);
  return value === null ? 'required' : `default ${value}`;
}

/** Words that the type itself knows. */
function memberItems(argument: Argument): CompletionItem[] {
  const members = membersOf(argument);
  if (members !== null)
    return Object.entries(members).map(([label, documentation]) => ({
      label,
      documentation,
      kind: CompletionItemKind.EnumMember,
    }));
  return argument.kind === 'bool'
    ? ['true', 'false'].map((label) => ({ label, kind: CompletionItemKind.Keyword }))
    : [];
}
