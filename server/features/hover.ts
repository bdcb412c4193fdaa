/** What stands under the cursor: a layer with its arithmetic and cost, an argument, a name, a setting, a callable. */
import { type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import type { Range, Token } from '../language/index.ts';
import { placeAt } from './context.ts';
import { callableDocs, fence, membersOf, signature } from './docs.ts';
import { type Checked, rangeIn } from './document.ts';
import { describeInstantiation } from './hover-block.ts';
import { describeLayer } from './hover-layer.ts';
import { describeThing } from './hover-name.ts';
import { Shown } from './instances.ts';
import { anyCallable } from './open-call.ts';
import { occurrences } from './symbols.ts';
import { nameTokenAt } from './tokens.ts';

export function hover(checked: Checked, position: Position): Hover | null {
  const { document, analysis } = checked;
  const token = nameTokenAt(analysis, document.offsetAt(position));
  if (token === null) return null;
  const value =
    layerText(checked, token) ??
    nameText(checked, token) ??
    (assigned(analysis.text, token) ? keyText(analysis.text, token) : wordText(analysis.text, token));
  return value === null ? null : { contents: { kind: MarkupKind.Markdown, value }, range: rangeIn(document, token) };
}

const same = (a: Range, b: Range) => a.start === b.start && a.end === b.end;

const assigned = (text: string, { end }: Token) => /^\s*=(?!=)/.test(text.slice(end, end + 100));

function layerText(checked: Checked, token: Token): string | null {
  const site = checked.analysis.layers.find(({ callee }) => same(callee, token));
  return site === undefined ? null : describeLayer(site, new Shown(checked).layer(site));
}

function nameText(checked: Checked, token: Token): string | null {
  const { analysis } = checked;
  const thing = analysis.names.find((found) => occurrences(found).some((range) => same(range, token)));
  if (thing === undefined) return null;
  const call = analysis.calls.find(({ callee }) => same(callee, token));
  const said = describeThing(checked, thing);
  return call === undefined ? said : [said, describeInstantiation(call, new Shown(checked).block(call))].join('\n\n');
}

/** What stands before `=`: an argument or a setting. */
function keyText(text: string, { text: name, start }: Token): string | null {
  const place = placeAt(text, start);
  if (place.at === 'argument') {
    const { callable } = place.call;
    const argument = Object.hasOwn(callable.args, name) ? callable.args[name] : undefined;
    return argument === undefined ? null : `**${name}** of \`${callable.name}\`\n\n${argument.doc}`;
  }
  if (place.at !== 'key') return null;
  const spec = Object.hasOwn(place.of, name) ? place.of[name] : undefined;
  return spec === undefined ? null : `**${name}**\n\n${spec.doc}\n\n${fence(spec.example)}`;
}

/** A word of an argument's type, or a callable in a setting. */
function wordText(text: string, { text: name, start }: Token): string | null {
  const place = placeAt(text, start);
  if (place.at === 'argument') {
    const argument = place.call.callable.args[place.call.argument ?? ''];
    const members = argument === undefined ? null : membersOf(argument);
    return members !== null && Object.hasOwn(members, name) ? `\`${name}\`: ${members[name]}` : null;
  }
  if (place.at !== 'setting') return null;
  const callable = anyCallable(name, 'settings');
  return callable === undefined ? null : [fence(signature(callable)), callableDocs(callable)].join('\n\n');
}
