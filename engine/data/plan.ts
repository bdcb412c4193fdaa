/** What the settings, the model and the columns of the data make together: the recipe, but for what is measured. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { DataSettings } from '../../model/settings.ts';
import { sizeOf } from '../../model/shape.ts';
import { type ArgumentsOf, type Carried, callText, type Extents } from './augmentations/augmentation.ts';
import { augmentationOf } from './augmentations/index.ts';
import { tenCropRefuses } from './augmentations/ten-crop.ts';
import { type Bindings, type BindRequest, bindColumns } from './columns.ts';
import { eigenOf } from './eigen.ts';
import { checkInputs, fitTarget } from './fit.ts';
import { type NormalMap, needsOf, normalMap } from './normalization.ts';
import type { Recipe } from './recipe.ts';
import { type DataColumn, DataError } from './samples.ts';
import type { Statistics, Wanted } from './statistics.ts';

export interface PlanRequest extends BindRequest {
  readonly settings: DataSettings;
  readonly seed: number;
}

export interface Plan {
  readonly bindings: Bindings;
  /** By column, what has to be measured on the training samples; its `shift` is still zero. */
  readonly wanted: Readonly<Record<string, Wanted>>;
  /** `null`: as much as can be said before anything is measured. */
  recipe(statistics: Statistics | null): Recipe;
}

/** Of features and numbers each is a channel. */
const channelsOf = ({ shape }: DataColumn): number => shape.at(-1) ?? 1;

/** What a normalization is for. */
const isMeasured = ({ kind }: DataColumn): boolean => kind === 'image' || kind === 'features' || kind === 'numbers';

/** @throws DataError where model, data and settings do not go together. */
export function planBatches(request: PlanRequest): Plan {
  const { graph, data, seed, settings } = request;
  const { augment = [], normalize } = settings;
  const bindings = bindColumns(request);
  const scene = sceneOf(bindings, augment, data);
  const extentsOf = (column: DataColumn): readonly number[] => {
    if (scene === null || (column !== scene.picture && column !== scene.pixels)) return column.shape;
    return column === scene.pixels ? scene.behind.slice(0, 2) : scene.behind;
  };
  const fit = { model: graph.model, data, extentsOf, after: scene?.after ?? null };
  checkInputs(bindings, fit);
  const targets = bindings.targets.map((target) => ({ ...target, fit: fitTarget(target, fit) }));
  const mixup = checkMixup(
    augment,
    bindings,
    targets.map((target) => target.fit),
  );
  const given = new Set(bindings.inputs.map(({ column }) => column));
  const normalized = [...given].filter(isMeasured);
  const needs = needsOf(normalize);
  const names = new Set(augment.map(({ name }) => name));
  const wanted = new Map<string, Wanted>();
  for (const column of normalized) {
    const isPicture = column === scene?.picture;
    const covariance = isPicture && names.has('pca_lighting');
    const image = needs.image ? sizeOf(extentsOf(column)) : 0;
    if (needs.moments || image > 0 || covariance || (isPicture && names.has('cutout')))
      wanted.set(column.name, { channels: channelsOf(column), shift: [], covariance, image });
  }
  return {
    bindings,
    wanted: Object.fromEntries(wanted),
    recipe(statistics) {
      const maps = new Map<DataColumn, NormalMap | null>();
      for (const column of normalized) {
        const of = {
          column: `${column.name} of ${data}`,
          channels: channelsOf(column),
          statistics: statistics?.[column.name] ?? null,
        };
        maps.set(column, statistics === null ? null : normalMap(normalize, of));
      }
      const picture = scene === null ? undefined : statistics?.[scene.picture.name];
      return {
        seed,
        data,
        inputs: bindings.inputs.map(({ input, column }) => ({
          name: input.name,
          column: column.name,
          size: sizeOf(extentsOf(column)),
          normal: maps.get(column) ?? null,
        })),
        targets: targets.map(({ name, column, fit: { kind, size: numbers, scores } }) => ({
          name,
          column: column.name,
          kind,
          size: numbers,
          scores,
          normal: kind === 'numbers' ? (maps.get(column) ?? null) : null,
        })),
        picture: scene === null ? null : { column: scene.picture.name, extents: scene.before },
        box: scene?.box?.name ?? null,
        pixels: scene?.pixels?.name ?? null,
        augment: augment.filter((call) => augmentationOf(call) !== null),
        facts: {
          mean: picture?.mean ?? [],
          // In values of 0 to 1, as AlexNet has it.
          components: eigenOf((picture?.covariance ?? []).map((row) => row.map((value) => value / 255 ** 2))),
        },
        mixup,
        tenCrop: (augment.find(({ name }) => name === 'ten_crop')?.args as ArgumentsOf<'ten_crop'> | undefined) ?? null,
      };
    },
  };
}

/** The images that are augmented, and what moves with them. */
interface SceneColumns {
  readonly picture: DataColumn;
  readonly box: DataColumn | null;
  readonly pixels: DataColumn | null;
  readonly before: Extents;
  /** Behind augmentation, in training and in evaluation. */
  readonly behind: Extents;
  /** The call that changed them last. */
  readonly after: string | null;
}

/** `null`: nothing is augmented that is an image. */
function sceneOf({ inputs, targets }: Bindings, augment: readonly Call[], data: string): SceneColumns | null {
  const calls = augment.filter(({ name }) => name !== 'mixup');
  const [first] = calls;
  if (first === undefined) return null;
  const columns = [...inputs, ...targets].map(({ column }) => column);
  const picture = inputs.map(({ column }) => column).find(({ kind }) => kind === 'image');
  if (picture === undefined)
    throw new DataError(`${first.name} changes images; the model is given none of ${data}. Leave it out.`);
  const box = columns.find(({ kind }) => kind === 'box') ?? null;
  const pixels = columns.find(({ kind }) => kind === 'pixels') ?? null;
  const [height, width, channels = 1] = picture.shape as Extents;
  const before: Extents = [height, width, channels];
  const carried = { box: box !== null, pixels: pixels !== null || targets.some(({ column }) => column === picture) };
  const { behind, after } = follow(calls, before, carried, data);
  return { picture, box, pixels, before, behind, after };
}

/** Extents from call to call. */
function follow(
  calls: readonly Call[],
  before: Extents,
  carried: Carried,
  data: string,
): Pick<SceneColumns, 'behind' | 'after'> {
  let training = before;
  // Of the picture that `ten_crop` cuts its windows out of.
  let whole = before;
  let after: string | null = null;
  for (const call of calls) {
    const augmentation = augmentationOf(call);
    if (augmentation === null) continue;
    const refused = augmentation.refuses?.(call.args, training, carried) ?? null;
    if (refused !== null) throw new DataError(`augment of ${data}: ${refused}`);
    if (augmentation.extents === undefined) continue;
    training = augmentation.extents(call.args, training);
    whole = wholeAfter(call, whole);
    after = call.name;
  }
  const tenCrop = calls.find(({ name }) => name === 'ten_crop');
  if (tenCrop !== undefined) {
    const args = tenCrop.args as ArgumentsOf<'ten_crop'>;
    const refused = tenCropRefuses(args, whole, carried);
    if (refused !== null) throw new DataError(`augment of ${data}: ${refused}`);
    if (args.size[0] !== training[0] || args.size[1] !== training[1])
      throw new DataError(
        `augment of ${data}: ${callText('ten_crop', args.size)} shows evaluation ${args.size.join('×')}, training sees ${training[0]}×${training[1]}. Both have to be the same: ${callText('crop', args.size)} before it.`,
      );
  }
  return { behind: training, after };
}

function wholeAfter(call: Call, [height, width, channels]: Extents): Extents {
  const scene = {
    picture: { height, width, channels, data: new Float32Array(height * width * channels) },
    pixels: null,
    box: null,
  };
  const { picture } = augmentationOf(call)?.evaluate?.(scene, call.args, true) ?? scene;
  return [picture.height, picture.width, channels];
}

/** α, 0 where nothing is mixed. */
function checkMixup(
  augment: readonly Call[],
  { inputs, targets }: Bindings,
  fits: readonly { readonly kind: string; readonly size: number; readonly scores: number }[],
): number {
  const call = augment.find(({ name }) => name === 'mixup');
  if (call === undefined) return 0;
  const tokens = inputs.find(({ column }) => column.kind === 'tokens');
  if (tokens !== undefined)
    throw new DataError(`mixup mixes numbers; ${tokens.column.name} holds symbols. Leave it out.`);
  for (const [i, { column }] of targets.entries()) {
    const { kind, size: places, scores } = fits[i];
    if (column.kind === 'box') throw new DataError(`mixup mixes targets, and two boxes have no mixture. Leave it out.`);
    if (kind === 'classes' && (places > 1 || scores < 2))
      throw new DataError(
        `mixup gives each class a share, one score a class and one class a sample; ${column.name} is not of that kind. Leave it out.`,
      );
  }
  return call.args.alpha as number;
}
