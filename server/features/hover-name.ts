/** What a name stands for: its value, shape or parameters. */
import type { Item, NamedThing } from '../language/index.ts';
import { fence } from './docs.ts';
import type { Checked } from './document.ts';
import { describeModel } from './hover-layer.ts';
import { importedItem } from './imported.ts';
import { MARK } from './instances.ts';
import { itemSignature } from './item-signature.ts';
import { factsText, memoryParts, memoryText } from './training-text.ts';

export function describeThing(checked: Checked, thing: NamedThing): string {
  const { analysis } = checked;
  const { kind, name, definition } = thing;
  switch (kind) {
    case 'model': {
      const model = analysis.models.find(({ nameRange }) => nameRange.start === definition.start);
      return model === undefined ? `model \`${name}\`` : describeModel(model, analysis.trains);
    }
    case 'block':
    case 'function': {
      const item = analysis.tree.items.find((found) => 'name' in found && found.name?.start === definition.start);
      return signatureText(item, analysis.text) ?? `${kind} \`${name}\``;
    }
    case 'import': {
      const found = thing.from === undefined ? null : importedItem(checked.library, analysis.file, thing.from);
      const signature = signatureText(found?.item, found?.source.text);
      return `${signature === null ? `\`${name}\`` : signature}\n\nfrom \`${thing.from?.path}\``;
    }
    case 'data': {
      const data = analysis.data.find(({ nameRange }) => nameRange.start === definition.start);
      const facts = data === undefined ? '' : factsText(data);
      return `data \`${name}\`${facts === '' ? '' : ` · ${facts}`}`;
    }
    case 'train': {
      const train = analysis.trains.find(({ nameRange }) => nameRange.start === definition.start);
      const texts = train === undefined ? [] : [memoryText(train), memoryParts(train)];
      return [`train \`${name}\``, ...texts.filter((text) => text !== null)].join('\n\n');
    }
    case 'search':
    case 'shared':
      return `${kind} \`${name}\``;
    case 'tensor':
    case 'input':
    case 'head':
      return `${kind === 'head' ? 'head' : 'tensor'} \`${name}\` · **${worthOf(checked, thing)?.text || '?'}**${varying(checked, thing)}`;
    case 'parameter':
    case 'let':
    case 'variable':
      return `${kind} \`${name}\` · ${worthOf(checked, thing)?.text || 'no value yet'}${varying(checked, thing)}`;
  }
}

/** What the name is worth at its definition; in words, marked where it is not the same everywhere. */
export function valueText(checked: Checked, thing: NamedThing): string {
  const value = worthOf(checked, thing);
  return value === undefined ? '' : `${value.text}${value.varies ? MARK : ''}`;
}

const worthOf = ({ analysis }: Checked, { definition }: NamedThing) => analysis.values.get(definition.start);

const varying = (checked: Checked, thing: NamedThing): string =>
  worthOf(checked, thing)?.varies ? ' · not the same every time' : '';

function signatureText(item: Item | undefined, text = ''): string | null {
  const signature = item === undefined ? null : itemSignature(item, text);
  return signature === null ? null : fence(`${item?.kind} ${signature.label}`);
}
