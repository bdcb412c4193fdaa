/** What stands under the cursor: a layer with its arithmetic and cost, an argument, a name, a setting, a callable. */
import { type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import { type Analysis, dataSettings, lex, type Range, type Token, trainSettings } from '../language/index.ts';
import { placeAt } from './context.ts';
import { callableDocs, fence, membersOf, signature } from './docs.ts';
import { type Checked, contains, rangeIn } from './document.ts';
import { describeInput, describeLayer, describeModel } from './hover-layer.ts';
import { anyCallable } from './open-call.ts';
import { namedThings, occurrences } from './symbols.ts';

export function hover({ document, analysis }: Checked, position: Position): Hover | null {
  const offset = document.offsetAt(position);
  const token = lex(analysis.text).find((found) => found.kind === 'name' && contains(found, offset));
  if (token === undefined) return null;
  const value =
    layerText(analysis, token) ??
    nameText(analysis, token) ??
    (assigned(analysis.text, token) ? keyText(analysis.text, token) : wordText(analysis.text, token));
  return value === null ? null : { contents: { kind: MarkupKind.Markdown, value }, range: rangeIn(document, token) };
}

const same = (a: Range, b: Range) => a.start === b.start && a.end === b.end;

const assigned = (text: string, { end }: Token) => /^\s*=(?!=)/.test(text.slice(end));

function layerText({ models }: Analysis, token: Token): string | null {
  for (const { layers, inputs } of models) {
    const layer = layers.find(({ callee }) => same(callee, token));
    if (layer !== undefined) return describeLayer(layer);
    const input = inputs.find(({ callee }) => same(callee, token));
    if (input !== undefined) return describeInput(input);
  }
  return null;
}

function nameText(analysis: Analysis, token: Token): string | null {
  const thing = namedThings(analysis).find((found) => occurrences(found).some((range) => same(range, token)));
  if (thing === undefined) return null;
  const { what, name, detail } = thing;
  switch (what) {
    case 'model': {
      const model = analysis.models.find((found) => found.name === name);
      return model === undefined ? null : describeModel(model, analysis.trains);
    }
    case 'data':
      return `data \`${name}\``;
    case 'tensor':
      return `tensor \`${name}\` · **${detail}**`;
    case 'parameter':
    case 'let':
      return `${what} \`${name}\` · ${detail === '' ? 'no value yet' : detail}`;
  }
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
  const specs = place.of === 'train' ? trainSettings : dataSettings;
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
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
  const callable = anyCallable(name);
  return callable === undefined ? null : [fence(signature(callable)), callableDocs(callable)].join('\n\n');
}
