/** Faults of the text itself. */
import type { DiagnosticPage } from './page.ts';
import { model } from './text.ts';

export const syntaxPages = {
  syntax: {
    level: 'error',
    title: 'Something else was expected here',
    what: 'The text does not go on as the language would have it: a value, a name, a statement or a sign is missing, or one is too many. The rest of the file is read as if the line were right.',
    why: 'What stands here has no meaning, so the network cannot be built.',
    example: model('28x28x1', 'conv(8, 3x3) ->'),
    instead: model('28x28x1', 'conv(8, 3x3) -> relu'),
  },
  'bracket-not-closed': {
    level: 'error',
    title: 'A round or square bracket is not closed',
    what: 'A `(` or `[` has no partner. It is read as if it were closed at the end of the line, before what starts like a statement, so that the lines below keep their layers.',
    why: 'Where the arguments end can only be guessed.',
    example: model('28x28x1', 'conv(8, 3x3', 'relu'),
    instead: model('28x28x1', 'conv(8, 3x3)', 'relu'),
  },
  'bracket-not-opened': {
    level: 'error',
    title: 'A round or square bracket closes nothing',
    what: 'A `)` or `]` has no partner before it.',
    why: 'Where the arguments begin can only be guessed.',
    example: model('28x28x1', 'conv 8, 3x3)', 'relu'),
    instead: model('28x28x1', 'conv(8, 3x3)', 'relu'),
  },
  'block-not-closed': {
    level: 'error',
    title: 'A brace is not closed',
    what: 'A `{` has no partner. Where it should be closed is told from how lines are indented.',
    why: 'What belongs to the block and what follows it can only be guessed.',
    example: 'model Net {\n  input(image, 28x28x1)\n  relu\n',
    instead: 'model Net {\n  input(image, 28x28x1)\n  relu\n}\n',
  },
  'block-not-opened': {
    level: 'error',
    title: 'A block is not opened',
    what: 'A `{` is missing: before its `}`, or with the whole block, as in `repeat(3)` alone.',
    why: 'Where the block begins can only be guessed.',
    example: 'model Net {\n  input(image, 28x28x1)\n  relu\n}\n}\n',
    instead: 'model Net {\n  input(image, 28x28x1)\n  relu\n}\n',
  },
  'text-not-closed': {
    level: 'error',
    title: 'A text without its second quotation mark',
    what: 'A `"` has no partner on its line.',
    why: 'Everything behind it would belong to the text; it is read as if it ended with its line.',
    example: `import { Basic } from "blocks.nn\n${model('28x28x1', 'Basic')}`,
    instead: `import { Basic } from "blocks.nn"\n${model('28x28x1', 'Basic')}`,
    beside: { 'blocks.nn': 'block Basic { relu }\n' },
  },
  'nesting-too-deep': {
    level: 'error',
    title: 'Brackets, blocks or operators nested too deep',
    what: 'Something stands within more brackets, braces or operators than the language reads.',
    why: 'No network needs it; the bound keeps a file that is damaged from bringing the editor to a halt.',
    example: `fn deep(n) = ${'('.repeat(300)}n${')'.repeat(300)}\n`,
    instead: 'fn deep(n) = (n)\n',
  },
  'too-many-faults': {
    level: 'error',
    title: 'More faults than anybody reads',
    what: 'A file has more than a thousand faults; those after the thousandth are not said.',
    why: 'It is hardly a model file, or one early fault has brought all others about. The bound keeps the editor quick.',
    example: `fn all() = [${Array.from({ length: 1001 }, (_, i) => `a${i}`).join(', ')}]\n`,
    instead: 'fn all(a) = [a, a]\n',
  },
} as const satisfies Readonly<Record<string, DiagnosticPage>>;
