/** Which blocks and models call which: from one to its callers and to what it calls, across files. */
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type Position,
  SymbolKind,
} from 'vscode-languageserver';
import type { Item, Range } from '../language/index.ts';
import { contains, rangeIn } from './document.ts';
import { type FileNames, occurrencesIn, ownTarget, type Target, targetAt } from './targets.ts';

type Callable = Extract<Item, { readonly kind: 'model' | 'block' }>;

const isCallable = (item: Item): item is Callable => item.kind === 'model' || item.kind === 'block';

/** The block or model at a place; `fileOf` finds the file that defines it. */
export function prepareCalls(
  file: FileNames,
  position: Position,
  fileOf: (uri: string) => FileNames | null,
): CallHierarchyItem[] | null {
  const target = targetAt(file, file.document.offsetAt(position))?.target;
  const defining = target === undefined ? null : fileOf(target.file);
  const item = defining?.tree.items.find(
    (found): found is Callable => isCallable(found) && found.name?.start === target?.definition.start,
  );
  return defining == null || item === undefined ? null : [hierarchyItem(defining, item)];
}

function hierarchyItem({ document }: FileNames, item: Callable): CallHierarchyItem {
  return {
    name: item.name?.text ?? '(no name)',
    detail: item.kind,
    kind: SymbolKind.Class,
    uri: document.uri,
    range: rangeIn(document, item),
    selectionRange: rangeIn(document, item.name ?? { start: item.start, end: item.start }),
  };
}

/** The item that a hierarchy speaks of, as a target. */
export function targetOf(file: FileNames, { selectionRange }: CallHierarchyItem): Target | null {
  const start = file.document.offsetAt(selectionRange.start);
  const thing = file.names.find(({ definition }) => definition.start === start);
  return thing === undefined ? null : ownTarget(file, thing);
}

/** `files`: those that can call it. */
export function incomingCalls(target: Target, files: readonly FileNames[]): CallHierarchyIncomingCall[] {
  return files.flatMap((file) => {
    const uses = occurrencesIn(file, target);
    return file.tree.items.filter(isCallable).flatMap((item): CallHierarchyIncomingCall[] => {
      const within = uses.filter((range) => contains(item.body, range.start));
      if (within.length === 0) return [];
      return [{ from: hierarchyItem(file, item), fromRanges: within.map((range) => rangeIn(file.document, range)) }];
    });
  });
}

export function outgoingCalls(
  file: FileNames,
  { selectionRange }: CallHierarchyItem,
  fileOf: (uri: string) => FileNames | null,
): CallHierarchyOutgoingCall[] {
  const start = file.document.offsetAt(selectionRange.start);
  const item = file.tree.items.find((found): found is Callable => isCallable(found) && found.name?.start === start);
  if (item === undefined) return [];
  return file.names.flatMap((thing): CallHierarchyOutgoingCall[] => {
    const within = thing.references.filter((range: Range) => contains(item.body, range.start));
    if (within.length === 0 || !['model', 'block', 'import'].includes(thing.kind)) return [];
    const [to] = prepareCalls(file, file.document.positionAt(thing.definition.start), fileOf) ?? [];
    return to === undefined ? [] : [{ to, fromRanges: within.map((range) => rangeIn(file.document, range)) }];
  });
}
