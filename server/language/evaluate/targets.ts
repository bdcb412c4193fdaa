/** Which column of the data each head is compared with and each input is given: the one of its name, else what `targets` says. */
import type { Graph } from '../../../model/graph.ts';
import type { Column } from '../../../model/sources/columns.ts';
import type { Range } from '../analysis.ts';
import type { Expression, MapEntry, Name } from '../syntax/tree.ts';
import type { Surroundings } from './around.ts';
import type { ReadData } from './data.ts';
import { nearest, renameFix } from './reporter.ts';

export interface Targets {
  /** The columns by head or input; `null` is wrong, which has been said. */
  readonly settings: Readonly<Record<string, string>> | null;
  /** The column that a head is compared with; `null` where that is not known. */
  columnOf(head: string | null): Column | null;
}

export interface TargetsRequest {
  readonly value: Expression | undefined;
  readonly graph: Graph | null;
  readonly data: ReadData | null;
  readonly around: Surroundings;
}

export function readTargets({ value, graph, data, around }: TargetsRequest): Targets {
  const named = new Map<string, string>();
  let sound = true;
  for (const entry of entriesOf(value, around)) {
    const column = readEntry(entry, graph, data, around);
    if (column === null) sound = false;
    else named.set(entry.key.text, column);
  }
  const columns = data?.columns ?? null;
  const targets = columns?.filter(({ role }) => role === 'target') ?? [];
  return {
    settings: sound ? Object.fromEntries(named) : null,
    columnOf(head) {
      const name = head === null ? undefined : (named.get(head) ?? head);
      const own = columns?.find((column) => column.name === name);
      return own ?? (head === null || targets.length === 1 ? (targets[0] ?? null) : null);
    },
  };
}

function entriesOf(value: Expression | undefined, { reporter }: Surroundings): readonly MapEntry[] {
  if (value === undefined || value.kind === 'error') return [];
  if (value.kind === 'map') return value.entries;
  reporter.say(
    'wrong-type',
    value,
    'targets takes a map of heads to columns, for example targets = { box: pets.bbox }.',
  );
  return [];
}

function readEntry(
  { key, value }: MapEntry,
  graph: Graph | null,
  data: ReadData | null,
  { reporter }: Surroundings,
): string | null {
  const known = graph === null ? [] : [...(graph.heads ?? []), ...graph.inputs].map(({ name }) => name);
  if (graph !== null && !known.includes(key.text)) {
    const message = `${graph.model} has no head or input ${key.text}; it has ${known.join(', ') || 'none'}.`;
    reporter.say('unknown-name', key, message, { fixes: renameFix(key, nearest(key.text, known)) });
    return null;
  }
  const column = columnName(value, data, reporter);
  if (column === null) return null;
  const names = data?.columns?.map(({ name }) => name);
  if (names === undefined || names.includes(column.text)) return column.text;
  const message = `${data?.name} has no column ${column.text}; it has ${names.join(', ')}.`;
  reporter.say('unknown-property', column, message, { fixes: renameFix(column, nearest(column.text, names)) });
  return null;
}

/** `pets.bbox`, or `bbox` alone. */
function columnName(value: Expression, data: ReadData | null, reporter: Surroundings['reporter']): Name | null {
  if (value.kind === 'name') return { text: value.text, ...rangeOf(value) };
  if (value.kind === 'string') return { text: value.value, start: value.start + 1, end: value.end - 1 };
  if (value.kind === 'member' && value.of.kind === 'name') {
    if (data === null || value.of.text === data.name) return value.member;
    const message = `This trains on ${data.name}; its columns are ${data.name}.… .`;
    reporter.say('unknown-name', value.of, message, { fixes: renameFix(value.of, data.name) });
    return null;
  }
  if (value.kind !== 'error')
    reporter.say('wrong-type', value, `Expected a column of the data, for example ${data?.name ?? 'pets'}.bbox.`);
  return null;
}

const rangeOf = ({ start, end }: Range): Range => ({ start, end });

/** Inputs and heads that have no column of their name, of several that the data has. */
export function checkColumns(
  at: Name,
  graph: Graph,
  data: ReadData,
  targets: Targets,
  objects: ReadonlySet<string>,
  { reporter }: Surroundings,
): void {
  const { columns } = data;
  if (columns === null || targets.settings === null) return;
  const there = columns.map(({ name }) => name).join(', ');
  const { settings } = targets;
  const open = (name: string) => settings[name] === undefined && columns.every((column) => column.name !== name);
  const [input] = graph.inputs.length > 1 ? graph.inputs.filter(({ name }) => open(name)) : [];
  if (input !== undefined) {
    const sample = columns.find(({ role }) => role === 'sample')?.name;
    const message = `${data.name} has no column ${input.name} for the input of that name; it has ${there}. Say which one it takes: targets = { ${input.name}: ${data.name}.${sample} }.`;
    reporter.say('no-column', at, message);
  }
  const several = columns.filter(({ role }) => role === 'target').length > 1;
  const [head] = several ? (graph.heads ?? []).filter(({ name }) => open(name) && !objects.has(name)) : [];
  if (head === undefined) return;
  const target = columns.find(({ role }) => role === 'target')?.name;
  const message = `${data.name} has no column ${head.name} for the head of that name; it has ${there}. Say which one it is compared with: targets = { ${head.name}: ${data.name}.${target} }.`;
  reporter.say('no-column', at, message);
}
