/** What can be known of a data source before anything is trained. The table is a record over the catalog: no source is forgotten. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { NameOf } from '../../model/catalog/index.ts';
import type { Reading } from '../reading.ts';
import { cifar10Facts, cifar100Facts } from './cifar.ts';
import { cocoFacts } from './coco.ts';
import { csvFacts } from './csv.ts';
import { type DataFacts, guarded, unknownFacts } from './facts.ts';
import { digitsFacts, shapesFacts, spiralsFacts } from './generated.ts';
import { imageFolderFacts } from './image-folder.ts';
import { mnistFacts } from './mnist.ts';
import { npyFacts } from './npy.ts';
import { tarFacts } from './tar.ts';
import { textFacts } from './text.ts';
import { vocFacts } from './voc.ts';

export type { DataFacts, DataProblem } from './facts.ts';
export { unknownFacts } from './facts.ts';

/** From files: which argument names them. Made from a seed: what the arguments say. */
type Source =
  | { readonly at: string; read(source: Call, split: Call | null): Reading<DataFacts> }
  | { made(source: Call): DataFacts };

const sources: { readonly [S in NameOf<'source'>]: Source } = {
  mnist: { at: 'folder', read: mnistFacts },
  cifar10: { at: 'folder', read: cifar10Facts },
  cifar100: { at: 'folder', read: cifar100Facts },
  image_folder: { at: 'folder', read: imageFolderFacts },
  csv: { at: 'file', read: csvFacts },
  npy: { at: 'file', read: npyFacts },
  tar: { at: 'file', read: tarFacts },
  text: { at: 'file', read: textFacts },
  coco: { at: 'annotations', read: cocoFacts },
  voc: { at: 'folder', read: vocFacts },
  spirals: { made: spiralsFacts },
  shapes: { made: shapesFacts },
  digits: { made: digitsFacts },
};

const find = (name: string): Source | undefined =>
  Object.hasOwn(sources, name) ? sources[name as NameOf<'source'>] : undefined;

/** Of a source that is made from a seed; `null` where files have to be looked into. */
export function madeFacts(source: Call): DataFacts | null {
  const found = find(source.name);
  return found !== undefined && 'made' in found ? found.made(source) : null;
}

/** Never throws of itself; what is wrong with the files is in the facts. */
export function* dataFacts(source: Call, split: Call | null): Reading<DataFacts> {
  const found = find(source.name);
  if (found === undefined) return unknownFacts;
  if ('made' in found) return found.made(source);
  // An argument that is missing has been said.
  if (typeof source.args[found.at] !== 'string') return unknownFacts;
  return yield* guarded(found.at, found.read(source, split));
}
