/** Text with `|` where the cursor stands. */
import type { Position } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Library, namesOf } from '../language/index.ts';
import { type Around, alone, type Checked, check } from './document.ts';
import type { FileNames } from './targets.ts';

export const URI = 'file:///a.nn';

export const checkedText = (text: string, around: Partial<Around> = {}): Checked =>
  check(TextDocument.create(URI, 'netwright', 1, text), { ...alone, ...around });

export function marked(text: string, around: Partial<Around> = {}): { checked: Checked; position: Position } {
  const offset = text.indexOf('|');
  const checked = checkedText(text.slice(0, offset) + text.slice(offset + 1), around);
  return { checked, position: checked.document.positionAt(offset) };
}

/** The texts of ranges, with the line (from 0) each starts on: `3 conv`. */
export const textsOf = ({ document }: Checked, ranges: readonly { start: Position; end: Position }[]): string[] =>
  ranges.map((range) => `${range.start.line} ${document.getText(range)}`);

/** A small file with one of everything. */
export const SMALL = `model Net(classes = 10, width = 4) {
  input(image, 8x8x3)
  let inner = if width > 2 then width * 2 else width
  stem = conv(inner, 3x3, pad=1)
  relu
  top = stem -> flatten
  scores = dense(classes)
}

data set {
  source = mnist("data")
  split  = holdout(val=100)
}

train Net(classes = 5) on set as run {
  loss = softmax() + l2(1e-4)
  batch = 8
}
`;

/** A block with two instantiations, of which one has a branch that the other has not. */
export const BLOCKS = `fn twice(n) = 2 * n

block Unit(width, project = false) {
  add {
    { conv1 = conv(width, 3x3, pad=1); relu }
    if project { conv(width, 1x1) } else { skip }
  }
  relu
}

model Net {
  input(image, 8x8x3)
  stage = repeat(i in 0..2) { Unit(twice(4), project = i == 0) }
  flatten
}
`;

/** Files around a document, by address. */
export function filesAround(files: Readonly<Record<string, string>>): Partial<Around> {
  const read = (file: string) => files[file] ?? { problem: 'There is no such file.' };
  const documentOf = (file: string) =>
    files[file] === undefined ? null : TextDocument.create(file, 'netwright', 1, files[file]);
  return { library: new Library(read), documentOf };
}

/** Files that know each other, by address. */
export function filesOf(texts: Readonly<Record<string, string>>): Readonly<Record<string, FileNames>> {
  const { library } = { ...alone, ...filesAround(texts) };
  return Object.fromEntries(
    Object.entries(texts).map(([uri, text]) => {
      const document = TextDocument.create(uri, 'netwright', 1, text);
      const source = library.of(uri, text);
      return [uri, { document, tree: source.tree, names: namesOf(source, library), library }];
    }),
  );
}

/** A block in a folder beside two files that import it, one of them by another name. */
export const IMPORTING = {
  'file:///blocks/unit.nn': 'block Unit(width, stride = 1) {\n  conv(width, 3x3, stride=stride, pad=1)\n}\n',
  'file:///a.nn':
    'import { Unit } from "./blocks/unit.nn"\nmodel A {\n  input(x, 9x9x3)\n  Unit(4)\n  Unit(8, stride=2)\n}\n',
  'file:///b.nn':
    'import { Unit as Part } from "./blocks/unit.nn"\nmodel B {\n  input(x, 9x9x3)\n  Part(4, stride=1)\n}\n',
} as const;
