/**
 * The files of `examples/zoo` with the numbers that they are held to: those of torchvision and of the papers, made by
 * `scripts/fixtures/` into `test/zoo/`. The test of the zoo and its page both read them here.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Graph } from '../model/graph.ts';
import { type Analysis, analyze, Library } from '../server/language/index.ts';

type Shape = readonly number[];

/** What a network comes to by another's count. */
export interface Reference {
  /** Where the numbers come from; without one they are torchvision's. */
  readonly source?: string;
  /** As the source prints them. */
  readonly stated?: { readonly params?: string; readonly macs?: string; readonly connections?: string };
  /** Why the exact count is another number than the one that is printed. */
  readonly differs?: string;
  /** What torchvision publishes. */
  readonly published?: { readonly params?: number; readonly gmacs?: number };
  readonly outputs?: Readonly<Record<string, Shape>>;
  readonly params: number;
  /** Multiply-adds of convolutions and dense layers; what runs for each region of a detector is apart. */
  readonly macs?: number;
  readonly macsPerProposal?: number;
  readonly macsPerDetection?: number;
  /** Of a network over steps: what runs once, and at each step what is recurrent and what is not. */
  readonly macsOnce?: number;
  readonly macsPerStep?: number;
  readonly recurrentMacsPerStep?: number;
  /** What torchvision counts besides: the products of attention that have no weights. */
  readonly attentionMacs?: number;
  /** Where it publishes the count with the batch normalization of the backbone frozen. */
  readonly paramsFrozen?: number;
  /** Names and shapes of the weights, or how often there is each shape. */
  readonly weights?: readonly (readonly [name: string, shape: Shape])[];
  readonly shapes?: readonly (readonly [shape: Shape, count: number])[];
  readonly layers?: readonly (readonly [name: string, layer: string, output: Shape, macs: number])[];
}

/** A file of the zoo, with the arguments of its model. */
export interface ZooNetwork {
  /** Without `.nn`. */
  readonly file: string;
  /** `auxiliary = false`; empty: the defaults. */
  readonly args: string;
  readonly reference: Reference | null;
  /** The network that looks at the image first; the reference counts what comes behind. */
  readonly encoder: ZooNetwork | null;
}

const root = join(import.meta.dirname, '..');
export const zooFolder = join(root, 'examples', 'zoo');

function referencesIn(name: string): Readonly<Record<string, Reference>> {
  return JSON.parse(readFileSync(join(root, 'test', 'zoo', name), 'utf8')).networks;
}

const references: ReadonlyMap<string, Reference> = new Map(
  ['published.json', 'torchvision.json'].flatMap((name) => Object.entries(referencesIn(name))),
);

/** Files whose reference has another name, or that several references speak of. */
const variants: Readonly<Record<string, readonly (readonly [args: string, reference: string])[]>> = {
  googlenet: [
    ['', 'googlenet_aux'],
    ['auxiliary = false', 'googlenet'],
  ],
  googlenet_original: [
    ['', 'googlenet_original_aux'],
    ['auxiliary = false', 'googlenet_original'],
  ],
  inception_v3: [
    ['', 'inception_v3_aux'],
    ['auxiliary = false', 'inception_v3'],
  ],
  highway_conv: [
    ['', 'highway_conv'],
    ['width = 16', 'highway_conv16'],
  ],
  fcn_resnet50: [
    ['', 'fcn_resnet50_aux'],
    ['auxiliary = false', 'fcn_resnet50'],
  ],
  ssd300_vgg16: [
    ['', 'ssd300_vgg16'],
    ['classes = 21', 'ssd300'],
  ],
  captioner_lstm: [['', 'show_and_tell']],
  captioner_attention: [['', 'show_attend_tell']],
};

/** Networks, without their classifiers, in front of the decoder that a reference counts. */
const encoders: Readonly<Record<string, string>> = { captioner_lstm: 'inception_v3', captioner_attention: 'vgg19' };

/** Where a file is written with other layers than its reference. */
export interface Difference {
  readonly why: string;
  /** Learned numbers that we count and the reference does not. */
  readonly params?: number;
  /** Multiply-adds that we count and the reference does not. */
  readonly macs?: number;
  /** How weights and layers compare: without extents of 1, or not at all. */
  readonly weights?: 'squeezed' | 'none';
  readonly layers?: 'none';
}

const oneLayer = 'one layer here is what several convolutions are in torchvision';

export const differences: Readonly<Record<string, Difference>> = {
  fcn_resnet50: { layers: 'none', why: 'the layer of a head here enlarges too' },
  ssd300_vgg16: { layers: 'none', why: oneLayer },
  fasterrcnn_resnet50_fpn: { layers: 'none', why: oneLayer },
  maskrcnn_resnet50_fpn: { layers: 'none', why: oneLayer },
  captioner_lstm: {
    weights: 'none',
    params: 4 * 512,
    macs: 4 * 512 * (512 + 512),
    why: 'an lstm has two biases at each gate; the image is a step more for it',
  },
  captioner_attention: {
    weights: 'none',
    params: 4 * 1800 - 1,
    why: 'an lstm has two biases at each gate; scores that a softmax follows have none',
  },
  vqa: { weights: 'none', params: -200, why: 'words are embedded without a bias' },
  convnext_tiny: { weights: 'squeezed', why: 'torchvision writes 1×1 convolutions as dense layers on the channels' },
  vit_b_16: { weights: 'squeezed', why: 'torchvision keeps an axis of 1 in the class token and the positions' },
  lenet5_original: {
    weights: 'none',
    macs: 14 * 14 * 6 + 5 * 5 * 16,
    why: 'the coefficients of the subsampling are depthwise 1×1 convolutions, which count',
  },
};

const modelFiles = (folder: string) =>
  readdirSync(folder).flatMap((file) => (file.endsWith('.nn') ? [file.slice(0, -'.nn'.length)] : []));

export const zooFiles: readonly string[] = modelFiles(zooFolder);
export const zooBlocks: readonly string[] = modelFiles(join(zooFolder, 'blocks')).map((file) => `blocks/${file}`);

export function networksOf(file: string): readonly ZooNetwork[] {
  const before = encoders[file];
  const encoder = before === undefined ? null : { file: before, args: 'classes = 0', reference: null, encoder: null };
  return (variants[file] ?? [['', file]]).map(([args, reference]) => ({
    file,
    args,
    reference: references.get(reference) ?? null,
    encoder,
  }));
}

const pathOf = (file: string) => join(zooFolder, `${file}.nn`);

export const textOf = (file: string): string => readFileSync(pathOf(file), 'utf8');

const library = new Library((file) =>
  existsSync(file) ? readFileSync(file, 'utf8') : { problem: 'There is no such file.' },
);

/** The file, or another text in its place. */
export const analyzeZoo = (file: string, text = textOf(file)): Analysis => analyze(pathOf(file), text, { library });

/** The graph of a file's model. With arguments, a model that has its input calls it. */
export function graphOf({ file, args }: ZooNetwork): Graph {
  const [model] = analyzeZoo(file).models;
  if (model === undefined) throw new Error(`${file}.nn has no model.`);
  if (args === '') return model.graph;
  const inputs = model.graph.inputs.map(({ name, shape }) => `  input(${name}, ${shape.join('x')})`);
  const text = `import { ${model.name} } from "./${file}.nn"\nmodel With {\n${inputs.join('\n')}\n  ${model.name}(${args})\n}`;
  const [caller] = analyzeZoo('with', text).models;
  if (caller === undefined) throw new Error(`${file}.nn cannot be called.`);
  return caller.graph;
}

/** What the comment at the top of a file says: `ZFNet: what it is. Who, what, 2014, figure 3. 62,357,608 parameters`. */
export interface ZooHeader {
  readonly title: string;
  readonly source: string;
  readonly params: number;
}

/** A title, a sentence that names a year, a number of parameters. */
const HEADER = /^(.+?)[.:] .*?(\p{Lu}[^.]*(?:\.\S[^.]*)*, (?:19|20)\d\d\b.*?)[.,;] (?:[^.]* )??(\d[\d,]*) parameters/u;

export function headerOf(text: string): ZooHeader | null {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('# '));
  const comment = lines.slice(0, end).map((line) => line.slice(2));
  const match = HEADER.exec(comment.join(' '));
  const [, title, source, params] = match ?? [];
  if (title === undefined || source === undefined || params === undefined) return null;
  return { title, source, params: Number(params.replaceAll(',', '')) };
}
