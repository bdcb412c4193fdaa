import assert from 'node:assert/strict';
import type { CallableKind } from '../model/catalog/callable.ts';
import { callablesOf, catalog } from '../model/catalog/index.ts';
import { tokenize } from './textmate.fixture.ts';

const scopes = (line: string) => tokenize(line)[0];

describe('the grammar', () => {
  const cases: readonly [string, readonly string[]][] = [
    ['# a "comment"', ['# a "comment" comment.line.number-sign']],
    [
      'model Net(classes = 10, n) {',
      [
        'model keyword.control',
        'Net entity.name.type',
        'classes variable.parameter',
        '= keyword.operator.assignment',
        '10 constant.numeric.integer',
        ', punctuation.separator',
        'n variable.parameter',
      ],
    ],
    ['data digits {', ['data keyword.control', 'digits entity.name.type']],
    [
      'train Net(classes = 5) on set as run {',
      [
        'train keyword.control',
        'Net entity.name.type',
        'classes variable.parameter',
        '= keyword.operator.assignment',
        '5 constant.numeric.integer',
        'on keyword.control',
        'set entity.name.type',
        'as keyword.control',
        'run entity.name.type',
      ],
    ],
    [
      '  stem = conv(8, 3x3, pad=same, bias=false)  # why',
      [
        'stem variable.other.definition',
        '= keyword.operator.assignment',
        'conv entity.name.function',
        '8 constant.numeric.integer',
        ', punctuation.separator',
        '3x3 constant.numeric.size',
        ', punctuation.separator',
        'pad variable.parameter',
        '= keyword.operator.assignment',
        'same constant.language',
        ', punctuation.separator',
        'bias variable.parameter',
        '= keyword.operator.assignment',
        'false constant.language',
        '# why comment.line.number-sign',
      ],
    ],
    [
      '  relu; top = stem -> relu',
      [
        'relu entity.name.function',
        '; punctuation.separator',
        'top variable.other.definition',
        '= keyword.operator.assignment',
        'stem variable.other.readwrite',
        '-> keyword.operator.arrow',
        'relu entity.name.function',
      ],
    ],
    [
      '  let w = if n > 2 and true then here.channels // 4 else min(n, 1e-3)',
      [
        'let storage.type',
        'w variable.other.definition',
        '= keyword.operator.assignment',
        'if keyword.control.conditional',
        'n variable.other.readwrite',
        '> keyword.operator',
        '2 constant.numeric.integer',
        'and keyword.operator.logical',
        'true constant.language',
        'then keyword.control.conditional',
        'here variable.language',
        '. punctuation.accessor',
        'channels variable.other.property',
        '// keyword.operator',
        '4 constant.numeric.integer',
        'else keyword.control.conditional',
        'min entity.name.function',
        'n variable.other.readwrite',
        ', punctuation.separator',
        '1e-3 constant.numeric.float',
      ],
    ],
    [
      '  relu(name="a#\\"b")',
      [
        'relu entity.name.function',
        'name variable.parameter',
        '= keyword.operator.assignment',
        '"a# string.quoted.double',
        '\\" constant.character.escape',
        'b" string.quoted.double',
      ],
    ],
    [
      'block Half(k=3) {',
      [
        'block keyword.control',
        'Half entity.name.type',
        'k variable.parameter',
        '= keyword.operator.assignment',
        '3 constant.numeric.integer',
      ],
    ],
    [
      'fn twice(v, d=2) = d * v',
      [
        'fn storage.type',
        'twice entity.name.function',
        'v variable.parameter',
        ', punctuation.separator',
        'd variable.parameter',
        '= keyword.operator.assignment',
        '2 constant.numeric.integer',
        '= keyword.operator',
        'd variable.other.readwrite',
        '* keyword.operator',
        'v variable.other.readwrite',
      ],
    ],
    [
      'import { Half, Unit as U } from "./blocks.nn"',
      [
        'import keyword.control.import',
        'Half entity.name.type',
        ', punctuation.separator',
        'Unit entity.name.type',
        'as keyword.control.import',
        'U entity.name.type',
        'from keyword.control.import',
        '"./blocks.nn" string.quoted.double',
      ],
    ],
    [
      '  layer1 = repeat(i in 0..3) { Half(k = i) }',
      [
        'layer1 variable.other.definition',
        '= keyword.operator.assignment',
        'repeat keyword.control.loop',
        'i variable.other.definition',
        'in keyword.control.loop',
        '0 constant.numeric.integer',
        '.. keyword.operator',
        '3 constant.numeric.integer',
        'Half entity.name.function',
        'k variable.parameter',
        '= keyword.operator.assignment',
        'i variable.other.readwrite',
      ],
    ],
    [
      '  add { conv(8, 1x1); skip }',
      [
        'add entity.name.function',
        'conv entity.name.function',
        '8 constant.numeric.integer',
        ', punctuation.separator',
        '1x1 constant.numeric.size',
        '; punctuation.separator',
        'skip constant.language',
      ],
    ],
    [
      '  share tower = Tower(64)',
      [
        'share storage.modifier',
        'tower variable.other.definition',
        '= keyword.operator.assignment',
        'Tower entity.name.function',
        '64 constant.numeric.integer',
      ],
    ],
    [
      '  next h, c = lstm_cell(512, h = h, c = c)',
      [
        'next storage.modifier',
        'h variable.other.definition',
        ', punctuation.separator',
        'c variable.other.definition',
        '= keyword.operator',
        'lstm_cell entity.name.function',
        '512 constant.numeric.integer',
        ', punctuation.separator',
        'h variable.parameter',
        '= keyword.operator.assignment',
        'h variable.other.readwrite',
        ', punctuation.separator',
        'c variable.parameter',
        '= keyword.operator.assignment',
        'c variable.other.readwrite',
      ],
    ],
    [
      '  if stride != 1 { return a, b }',
      [
        'if keyword.control.conditional',
        'stride variable.other.readwrite',
        '!= keyword.operator',
        '1 constant.numeric.integer',
        'return keyword.control.flow',
        'a variable.other.readwrite',
        ', punctuation.separator',
        'b variable.other.readwrite',
      ],
    ],
    [
      '  a, b = split(2, axis=channels)',
      [
        'a variable.other.definition',
        ', punctuation.separator',
        'b variable.other.definition',
        '= keyword.operator',
        'split entity.name.function',
        '2 constant.numeric.integer',
        ', punctuation.separator',
        'axis variable.parameter',
        '= keyword.operator.assignment',
        'channels constant.language',
      ],
    ],
    [
      '  head box { dense(4) }',
      ['head keyword.control', 'box entity.name.section', 'dense entity.name.function', '4 constant.numeric.integer'],
    ],
    // Keywords are names where no item starts.
    ['  data = relu', ['data variable.other.definition', '= keyword.operator.assignment', 'relu entity.name.function']],
    ['  model', ['model entity.name.function']],
    [
      '  batch = 64',
      ['batch variable.other.definition', '= keyword.operator.assignment', '64 constant.numeric.integer'],
    ],
  ];
  for (const [line, expected] of cases) it(line.trim(), () => assert.deepEqual(scopes(line), expected));

  it('keeps a text left open to its line', () =>
    assert.deepEqual(tokenize('source = mnist("data\nsplit = holdout(val=5)')[1]?.slice(0, 1), [
      'split variable.other.definition',
    ]));

  it('knows every word that a type of the catalog knows', () => {
    const members = (Object.keys(catalog) as CallableKind[]).flatMap((kind) =>
      callablesOf(kind).flatMap(({ args }) =>
        Object.values(args).flatMap((argument) => (argument.kind === 'enum' ? Object.keys(argument.members) : [])),
      ),
    );
    for (const member of new Set([...members, 'same', 'valid']))
      assert.deepEqual(scopes(`f(a=${member})`)?.at(-1), `${member} constant.language`);
  });
});
