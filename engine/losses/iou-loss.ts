import type { Tape, Var } from '../tape/tape.ts';
import { derivedLoss } from './derived.ts';
import { numbersOf, placesOf } from './targets.ts';

/** Keeps divisions from zero, as in torchvision. */
const EPS = 1e-7;

/** Columns of boxes, one box a row. */
interface Boxes<T> {
  readonly left: Var<T>;
  readonly top: Var<T>;
  readonly right: Var<T>;
  readonly bottom: Var<T>;
  readonly width: Var<T>;
  readonly height: Var<T>;
  readonly area: Var<T>;
}

/** From x and y of the upper left corner, width and height; a negative width reaches to the other side. */
function boxes<T>(t: Tape<T>, rows: Var<T>): Boxes<T> {
  const [x, y, w, h] = [0, 1, 2, 3].map((column) => t.narrow(rows, 1, column, 1));
  const [farX, farY] = [t.add(x, w), t.add(y, h)];
  const [left, right] = [t.minimum(x, farX), t.maximum(x, farX)];
  const [top, bottom] = [t.minimum(y, farY), t.maximum(y, farY)];
  const [width, height] = [t.subtract(right, left), t.subtract(bottom, top)];
  return { left, top, right, bottom, width, height, area: t.multiply(width, height) };
}

/** 1 − intersection over union, and what the variant adds, of each box. */
export const iou_loss = derivedLoss(({ t, args, scores, target, parties }) => {
  const { shape } = scores;
  const { places } = placesOf(shape);
  const mine = boxes(t, t.reshape(scores, [places, 4]));
  const truth = boxes(t, t.constant(numbersOf({ shape, target, parties }), [places, 4]));
  const shared = overlap(t, mine, truth);
  const union = t.subtract(t.add(mine.area, truth.area), shared);
  const iou = t.divide(shared, t.affine(union, 1, EPS));
  const apart = extras[args.variant as keyof typeof extras](t, mine, truth, { iou, union });
  const loss = t.affine(iou, -1, 1);
  return t.scale(apart === null ? loss : t.add(loss, apart), shape[0] / places);
});

function overlap<T>(t: Tape<T>, a: Boxes<T>, b: Boxes<T>): Var<T> {
  const width = t.relu(t.subtract(t.minimum(a.right, b.right), t.maximum(a.left, b.left)));
  return t.multiply(width, t.relu(t.subtract(t.minimum(a.bottom, b.bottom), t.maximum(a.top, b.top))));
}

/** Sides of the smallest box around both. */
const around = <T>(t: Tape<T>, a: Boxes<T>, b: Boxes<T>) => ({
  width: t.subtract(t.maximum(a.right, b.right), t.minimum(a.left, b.left)),
  height: t.subtract(t.maximum(a.bottom, b.bottom), t.minimum(a.top, b.top)),
});

type Extra = <T>(
  t: Tape<T>,
  a: Boxes<T>,
  b: Boxes<T>,
  found: { readonly iou: Var<T>; readonly union: Var<T> },
) => Var<T> | null;

const extras: { readonly [V in 'iou' | 'giou' | 'diou' | 'ciou']: Extra } = {
  iou: () => null,
  giou(t, a, b, { union }) {
    const { width, height } = around(t, a, b);
    const area = t.multiply(width, height);
    return t.divide(t.subtract(area, union), t.affine(area, 1, EPS));
  },
  diou: (t, a, b) => centersApart(t, a, b),
  /** v = 4/π²·(atan(w/h) − atan(w'/h'))², weighted by v/(1 − IoU + v), which counts as a constant. */
  ciou(t, a, b, { iou }) {
    const angle = <T>(tape: Tape<T>, { width, height }: Boxes<T>) =>
      tape.unary('atan', tape.divide(width, tape.affine(height, 1, EPS)));
    const v = t.scale(t.square(t.subtract(angle(t, b), angle(t, a))), 4 / Math.PI ** 2);
    const weight = t.detach(t.divide(v, t.affine(t.subtract(v, iou), 1, 1 + EPS)));
    return t.add(centersApart(t, a, b), t.multiply(weight, v));
  },
};

/** The squared distance of the centers over the squared diagonal of the box around both. */
function centersApart<T>(t: Tape<T>, a: Boxes<T>, b: Boxes<T>): Var<T> {
  const { width, height } = around(t, a, b);
  const diagonal = t.affine(t.add(t.square(width), t.square(height)), 1, EPS);
  const across = t.subtract(t.add(a.left, a.right), t.add(b.left, b.right));
  const down = t.subtract(t.add(a.top, a.bottom), t.add(b.top, b.bottom));
  return t.divide(t.scale(t.add(t.square(across), t.square(down)), 0.25), diagonal);
}
