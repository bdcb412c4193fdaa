import { bool, list, oneOf, text } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const csv = defineCallable({
  kind: 'source',
  name: 'csv',
  doc: 'A table of numbers and words: one row a sample, one column the label, the others features. Words in a feature column become one feature for each word. Words in the label are classes in the order of the alphabet, and so are whole numbers where there are at most 1000 different ones; other numbers are numbers.',
  example: 'csv("data/iris.csv", label="species")',
  args: {
    file: text('The file, relative to the model file.', { path: 'file' }),
    label: text('The column of the label; without a header its number, counted from 1.'),
    features: list('The columns of the features; none: all others.', text('A column.'), { default: [] }),
    ignore: list('Columns that are left out.', text('A column.'), { default: [] }),
    header: bool('Whether the first row names the columns.', { default: true }),
    separator: text('What stands between two values.', { default: ',' }),
    corrupt: oneOf(
      'What to do with an item that cannot be read; it is named and counted.',
      { skip: 'Leave it out.', fail: 'Stop.' },
      { default: 'skip' },
    ),
  },
});
