/** The columns that a data source has for each sample: inputs and heads of a model take them by name. */
import type { Call } from '../catalog/arguments.ts';
import type { NameOf } from '../catalog/index.ts';

/** What stands in a column for one sample. */
export type ColumnKind =
  | 'image'
  | 'features'
  | 'tokens'
  /** One class. */
  | 'class'
  /** A class at every step of a sequence, at every pixel of an image. */
  | 'steps'
  | 'pixels'
  /** One box; any number of boxes, each with a class; a mask for each of them. */
  | 'box'
  | 'boxes'
  | 'masks'
  /** Numbers of one shape. */
  | 'numbers'
  /** Numbers or a class: only the files tell. */
  | 'values';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** `sample` and `target`: what the model is given and compared with unless told otherwise. */
  readonly role: 'sample' | 'target' | 'column';
}

const sample = (name: string, kind: ColumnKind): Column => ({ name, kind, role: 'sample' });
const target = (name: string, kind: ColumnKind): Column => ({ name, kind, role: 'target' });

const classified = () => [sample('image', 'image'), target('class', 'class')];

const columns: { readonly [S in NameOf<'source'>]: (args: Call['args']) => readonly Column[] } = {
  mnist: classified,
  cifar10: classified,
  cifar100: classified,
  digits: classified,
  image_folder: classified,
  tar: classified,
  shapes: () => [...classified(), target('box', 'box')],
  spirals: () => [sample('point', 'features'), target('class', 'class')],
  csv: ({ label }) => [sample('features', 'features'), ...(typeof label === 'string' ? [target(label, 'values')] : [])],
  npy: ({ x, y }) => [sample(nameOr(x, 'x'), 'values'), target(nameOr(y, 'y'), 'values')],
  text: () => [sample('text', 'tokens'), target('next', 'steps')],
  coco: () => [sample('image', 'image'), target('boxes', 'boxes'), target('masks', 'masks')],
  voc: ({ task }) => [
    sample('image', 'image'),
    task === 'segmentation' ? target('pixels', 'pixels') : target('boxes', 'boxes'),
  ],
};

const nameOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

export const columnsOf = ({ name, args }: Call): readonly Column[] => columns[name as NameOf<'source'>]?.(args) ?? [];
