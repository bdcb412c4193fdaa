/** Which column each input is given and each head is compared with: the one of its name, else what `targets` says. */
import type { Graph, GraphInput } from '../../model/graph.ts';
import { type Head, headsOf } from '../../model/heads.ts';
import { type DataColumn, DataError } from './samples.ts';

export interface Bindings {
  readonly inputs: readonly { readonly input: GraphInput; readonly column: DataColumn }[];
  readonly targets: readonly { readonly name: string; readonly head: Head; readonly column: DataColumn }[];
}

export interface BindRequest {
  readonly graph: Graph;
  /** The name of the `data` item, for messages. */
  readonly data: string;
  readonly columns: readonly DataColumn[];
  /** Of the settings: the column by input or head. */
  readonly targets: Readonly<Record<string, string>>;
}

/** A single input takes the samples whatever its name; where there is one thing to compare with, all heads take it. */
export function bindColumns(request: BindRequest): Bindings {
  const { graph, columns } = request;
  const samples = columns.filter(({ role }) => role === 'sample');
  const compared = columns.filter(({ role }) => role === 'target');
  return {
    inputs: graph.inputs.map((input) => {
      const otherwise = graph.inputs.length === 1 ? samples[0] : undefined;
      return {
        input,
        column: named(input.name, 'input', request) ?? otherwise ?? missing(input.name, 'input', request),
      };
    }),
    targets: headsOf(graph).map((head) => {
      const name = head.name ?? graph.outputs[0];
      const otherwise = head.name === null || compared.length === 1 ? compared[0] : undefined;
      const own = head.name === null ? undefined : named(head.name, 'head', request);
      return { name, head, column: own ?? otherwise ?? missing(name, 'head', request) };
    }),
  };
}

type Taker = 'input' | 'head';

function named(name: string, taker: Taker, { columns, targets, data }: BindRequest): DataColumn | undefined {
  const wanted = targets[name];
  const column = columns.find((candidate) => candidate.name === (wanted ?? name));
  if (wanted !== undefined && column === undefined)
    throw new DataError(
      `targets gives the ${taker} ${name} the column ${wanted}, which ${data} does not have; it has ${listed(columns)}.`,
    );
  return column;
}

function missing(name: string, taker: Taker, { columns, data }: BindRequest): never {
  const role = taker === 'input' ? 'sample' : 'target';
  const example = columns.find((column) => column.role === role) ?? columns[0];
  throw new DataError(
    `${data} has no column for the ${taker} ${name}; it has ${listed(columns)}. Say which one it takes: targets = { ${name}: ${data}.${example?.name} }.`,
  );
}

const listed = (columns: readonly DataColumn[]): string => columns.map(({ name }) => name).join(', ') || 'none';
