/** Samples against the input that takes them: grey against colour, size against size. */
import type { GraphInput } from '../../../model/graph.ts';
import { formatExtents, product } from '../../../model/shape.ts';
import type { QuickFix, Range, Related } from '../analysis.ts';
import type { Expression, ModelItem } from '../syntax/tree.ts';
import type { ReadCall } from './callables.ts';
import type { ReadData } from './data.ts';
import { firstCall } from './find-call.ts';
import type { Reporter } from './reporter.ts';

export interface SampleRequest {
  /** The name of the data where the train names it. */
  readonly at: Range;
  readonly data: ReadData;
  readonly input: GraphInput;
  /** The name of the model, and its text where it stands in this file. */
  readonly model: { readonly name: string; readonly item: ModelItem | null };
  readonly reporter: Reporter;
}

type Extents = readonly number[];

export function checkSample(request: SampleRequest): void {
  const { data, input, model, reporter, at } = request;
  const sample = shapeOf(data);
  const wanted = input.shape;
  if (sample === null || wanted.length === 0 || fits(sample.shape, wanted)) return;
  const [code, message] = describe(request, sample);
  const written = model.item === null ? null : inputShape(model.item, input.name);
  const related: Related[] =
    written === null ? [] : [{ start: written.start, end: written.end, message: `${input.name} of ${model.name}` }];
  const fixes = [...changeInput(sample.shape, written), ...changeSource(data, sample, wanted)];
  reporter.say(code, at, message, { fixes, related });
}

interface Sample {
  readonly shape: Extents;
  /** What last changed its size; `null`: it comes so. */
  readonly after: string | null;
}

/** The shape of a sample behind its augmentations. */
function shapeOf({ facts, augment }: ReadData): Sample | null {
  const shape = facts?.shape ?? null;
  if (shape === null) return null;
  return augment.reduce<Sample>(
    (before, { call }) => {
      const { size } = call.args;
      const cuts = call.name === 'crop' || call.name === 'random_resized_crop';
      if (!cuts || before.shape.length !== 3 || !Array.isArray(size)) return before;
      const [height, width] = size as readonly number[];
      return height === undefined || width === undefined
        ? before
        : { shape: [height, width, before.shape[2] ?? 1], after: call.name };
    },
    { shape, after: null },
  );
}

/** Unknown extents fit; grey images may be without channels; a vector takes as many numbers. */
function fits(sample: Extents, wanted: GraphInput['shape']): boolean {
  if (wanted.length === 1) return wanted[0] === null || wanted[0] === product(sample);
  const same = (shape: Extents) =>
    shape.length === wanted.length && wanted.every((extent, i) => extent === null || extent === shape[i]);
  return same(sample) || (sample.length === wanted.length - 1 && same([...sample, 1]));
}

const times = (extents: GraphInput['shape']): string => extents.map((extent) => extent ?? '?').join('·');
const counted = (value: number | null): string => value?.toLocaleString('en-US') ?? '?';

function describe(
  { data, input, model }: SampleRequest,
  { shape, after }: Sample,
): readonly [code: string, message: string] {
  const wanted = input.shape;
  const behind = after === null ? '' : ` after ${after}`;
  if (shape.length < 3)
    return [
      'input-size',
      `Samples of ${data.name} have ${shape.length === 1 ? `${shape[0]} features` : formatExtents(shape)}${behind}; ${model.name} takes ${formatExtents(wanted)}.`,
    ];
  const [given, taken] = [shape[2] ?? null, wanted[2] ?? null];
  const images = `The images of ${data.name} are ${colour(given)}${formatExtents(shape)}${behind}; ${model.name} takes ${formatExtents(wanted)}`;
  const sameSides = [0, 1].every((i) => wanted[i] === null || wanted[i] === shape[i]);
  if (wanted.length === 3 && given !== taken && sameSides)
    return ['input-channels', `${images}: ${given} ${given === 1 ? 'channel' : 'channels'} against ${taken}.`];
  const sums = `${times(shape)} = ${counted(product(shape))} numbers against ${wanted.length === 1 ? counted(wanted[0] ?? null) : `${times(wanted)} = ${counted(product(wanted))}`}`;
  return ['input-size', `${images}: ${sums}.`];
}

const colour = (channels: number | null): string => (channels === 1 ? 'grey, ' : '');

/** The shape that `input` is given, as written. */
function inputShape(item: ModelItem, name: string): Expression | null {
  const call = firstCall(
    item,
    ({ callee, args }) =>
      callee.text === 'input' && args?.some(({ value }) => value.kind === 'name' && value.text === name) === true,
  );
  const named = call?.args?.find((argument) => argument.name?.text === 'shape');
  return (named ?? call?.args?.[1])?.value ?? null;
}

function changeInput(shape: Extents, written: Expression | null): QuickFix[] {
  if (written === null || (written.kind !== 'size' && written.kind !== 'integer')) return [];
  const text = written.kind === 'integer' ? `${product(shape)}` : shape.join('x');
  return [{ title: `Take ${formatExtents(shape)}`, changes: [{ start: written.start, end: written.end, text }] }];
}

/** Sources that scale and colour images can give what is wanted. */
function changeSource({ source }: ReadData, { shape, after }: Sample, wanted: GraphInput['shape']): QuickFix[] {
  const [height, width, channels] = wanted;
  if (source === null || wanted.length !== 3 || height == null || width == null || after !== null) return [];
  const { args } = source.call;
  const coloured = 'color' in args && (channels === 1 || channels === 3);
  if (!coloured && channels !== shape[2]) return [];
  const changes = [
    ...(Array.isArray(args.size) && String(args.size) !== String([height, width])
      ? [setArgument(source, 'size', `${height}x${width}`)]
      : []),
    ...(coloured && (args.color === 'grey') !== (channels === 1)
      ? [setArgument(source, 'color', channels === 1 ? 'grey' : 'rgb')]
      : []),
  ];
  return changes.length === 0 ? [] : [{ title: `Make the images ${formatExtents(wanted)}`, changes }];
}

function setArgument({ given, at, callee }: ReadCall, name: string, text: string) {
  const there = given.get(name)?.value;
  if (there !== undefined) return { start: there.start, end: there.end, text };
  const bare = at.kind !== 'call' || at.args === null;
  if (bare) return { start: callee.end, end: callee.end, text: `(${name}=${text})` };
  const last = at.args.at(-1);
  const end = last?.end ?? at.end - 1;
  return { start: end, end, text: `${last === undefined ? '' : ', '}${name}=${text}` };
}
