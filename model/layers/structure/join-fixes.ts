/** What would make the branches of an elementwise join agree: a projection, a stride, extents of 1. */
import type { Fix } from '../../catalog/fault.ts';
import { describeShape, type Extent, product, type Shape } from '../../shape.ts';
import { branchName, type Disagreement, isImageLike } from './disagreement.ts';
import { enlargingFixes } from './enlarge-fixes.ts';
import { shapeText } from './shape-text.ts';

/** A fix and the multiply-adds it adds. */
interface Priced {
  readonly fix: Fix;
  readonly cost: number;
}

/** Changes of one branch after which all agree, the cheapest first; of two branches either can change. */
export function agreeingFixes(inputs: readonly (Shape | null)[], disagreement: Disagreement): readonly Fix[] {
  const { reference, odd } = disagreement;
  const [only, ...others] = odd;
  if (only === undefined || others.length > 0) return [];
  const [kept, changed] = [inputs[reference]!, inputs[only]!];
  const priced = [towards(changed, kept, only), inputs.length === 2 ? towards(kept, changed, reference) : null];
  const smaller = priced
    .filter((each) => each !== null)
    .sort((a, b) => a.cost - b.cost)
    .map(({ fix }) => fix);
  return [...smaller, ...enlargingFixes(inputs, disagreement, wanted)];
}

/** Statements that give the branch `from` the extents of `to`; `null` where none do. */
function towards(from: Shape, to: Shape, input: number): Priced | null {
  const last = from.extents.length - 1;
  const units = wanted(from.extents[last] ?? null, to.extents[last] ?? null);
  if (units === null) return null;
  if (from.axes[last] === 'features') {
    if (from.extents.some((extent, i) => i < last && !alike(extent, to.extents[i] ?? null))) return null;
    const after = { axes: from.axes, extents: from.extents.with(last, units) };
    return priced('Project', input, after, `dense(${units}, bias=false)`, from);
  }
  if (!isImageLike(from) || from.extents.some((extent, i) => i < last - 2 && !alike(extent, to.extents[i] ?? null)))
    return null;
  const [rows, columns] = [last - 2, last - 1].map((i) => strideTo(from.extents[i] ?? null, to.extents[i] ?? null));
  if (rows == null || columns == null) return null;
  // An extent that is repeated needs no stride of its own: it takes that of the other.
  const stride = rows === columns || columns === 'any' ? rows : rows === 'any' ? columns : `${rows}x${columns}`;
  const strides = stride !== 'any' && stride !== 1;
  const after = {
    axes: from.axes,
    extents: from.extents.map((extent, i) => {
      const step = i === last - 2 ? rows : i === last - 1 ? columns : 1;
      return i === last ? units : extent === null || step === 'any' ? extent : Math.ceil(extent / step);
    }),
  };
  const projects = units !== from.extents[last];
  const verb = strides ? (projects ? 'Stride and project' : 'Stride') : 'Project';
  const argument = strides ? `, stride=${stride}` : '';
  return priced(verb, input, after, `conv(${units}, 1x1${argument}, bias=false); batchnorm`, from);
}

function priced(verb: string, input: number, after: Shape, statement: string, from: Shape): Priced {
  const title = `${verb} ${branchName(input)} ⟶ ${describeShape(after)}`;
  const cost = product([...after.extents, from.extents.at(-1) ?? null]) ?? Number.POSITIVE_INFINITY;
  return { fix: { kind: 'extend', title, input, statement }, cost };
}

const alike = (a: Extent, b: Extent) => a === b || a === 1 || b === 1;

/** The extent the last axis should have; its own where that agrees already. */
const wanted = (from: Extent, to: Extent): Extent =>
  from === null || to === null ? null : alike(from, to) ? from : to;

/** The stride of a 1×1 window that leads from one extent to the other: ⌈from/stride⌉ = to. */
function strideTo(from: Extent, to: Extent): number | 'any' | null {
  if (from === null || to === null) return null;
  if (from === 1) return 'any';
  if (alike(from, to)) return 1;
  const near = [Math.floor(from / to), Math.ceil(from / to)];
  return near.find((stride) => stride > 1 && Math.ceil(from / stride) === to) ?? null;
}

/** A vector among images or sequences is given extents of 1 where its features are their channels. */
export function reshapeFixes(inputs: readonly (Shape | null)[], { reference, odd }: Disagreement): readonly Fix[] {
  const [only, ...others] = odd;
  if (only === undefined || others.length > 0) return [];
  const pairs =
    inputs.length === 2
      ? ([
          [only, reference],
          [reference, only],
        ] as const)
      : ([[only, reference]] as const);
  return pairs.flatMap(([input, other]): readonly Fix[] => {
    const [from, to] = [inputs[input]!, inputs[other]!];
    const fits = from.axes.length === 1 && from.axes[0] === 'features' && from.extents[0] === to.extents.at(-1);
    if (!fits || from.extents[0] == null || to.axes.length < 2 || to.axes.includes('items')) return [];
    if (to.axes.at(-1) === 'channels' && to.axes.includes('steps')) return [];
    const after = {
      axes: to.axes,
      extents: to.extents.map((_, i) => (i === to.extents.length - 1 ? from.extents[0]! : 1)),
    };
    const title = `Reshape ${branchName(input)} ⟶ ${describeShape(after)}`;
    return [{ kind: 'extend', title, input, statement: `reshape(${shapeText(after)})` }];
  });
}
