import { int, oneOf, text as string } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const text = defineCallable({
  kind: 'source',
  name: 'text',
  doc: 'A text as a long row of symbols, cut into windows; the target of each symbol is the next one. Windows of one row of the batch follow each other, so that a recurrent layer can carry its state on.',
  source: 'CS231n, recurrent networks; Karpathy, char-rnn, 2015',
  example: 'text("data/shakespeare.txt")',
  args: {
    file: string('The file, relative to the model file, in UTF-8.', { path: 'file' }),
    unit: oneOf(
      'What a symbol is.',
      { char: 'A character.', word: 'A word or a punctuation mark.' },
      { default: 'char' },
    ),
    vocabulary: int('How many symbols are kept, the most frequent; 0: all.', { min: 0, default: 0 }),
  },
});
