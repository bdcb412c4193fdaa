import type { Picture } from '../picture/picture.ts';
import type { AugmentationOf } from './augmentation.ts';

/** Brightness of red, green and blue together (ITU-R BT.601). */
const [RED, GREEN, BLUE] = [0.299, 0.587, 0.114] as const;

const clamp = (value: number): number => Math.min(255, Math.max(0, value));

/** The grey of a pixel; of one channel itself. */
const grey = ({ channels, data }: Picture, at: number): number =>
  channels === 1 ? data[at] : RED * data[at] + GREEN * data[at + 1] + BLUE * data[at + 2];

/** All in place and clamped to 0 … 255, as torchvision does. */
export function brighten({ data }: Picture, factor: number): void {
  for (let i = 0; i < data.length; i++) data[i] = clamp(data[i] * factor);
}

/** Away from the mean grey of the picture, or towards it. */
export function contrast(picture: Picture, factor: number): void {
  const { data, channels } = picture;
  let sum = 0;
  for (let at = 0; at < data.length; at += channels) sum += grey(picture, at);
  const mean = (sum * channels) / data.length;
  for (let i = 0; i < data.length; i++) data[i] = clamp(factor * data[i] + (1 - factor) * mean);
}

/** Away from the grey of each pixel, or towards it. */
export function saturate(picture: Picture, factor: number): void {
  const { data, channels } = picture;
  if (channels === 1) return;
  for (let at = 0; at < data.length; at += channels) {
    const base = (1 - factor) * grey(picture, at);
    for (let c = 0; c < 3; c++) data[at + c] = clamp(factor * data[at + c] + base);
  }
}

/** Turns the hue by a share of the circle; value and saturation (HSV) stay. */
export function turnHue({ data, channels }: Picture, turn: number): void {
  if (channels === 1 || turn === 0) return;
  for (let at = 0; at < data.length; at += channels) {
    const r = data[at];
    const g = data[at + 1];
    const b = data[at + 2];
    const high = Math.max(r, g, b);
    const spread = high - Math.min(r, g, b);
    if (spread === 0) continue;
    const sixth = high === r ? (g - b) / spread : high === g ? (b - r) / spread + 2 : (r - g) / spread + 4;
    const hue = sixth + 6 * turn;
    data[at] = high - spread * emptiness(5 + hue);
    data[at + 1] = high - spread * emptiness(3 + hue);
    data[at + 2] = high - spread * emptiness(1 + hue);
  }
}

/** Of a channel by its way on the circle, in sixths: 0 where it is full, 1 where it is gone. */
function emptiness(way: number): number {
  const k = way - 6 * Math.floor(way / 6);
  return Math.max(0, Math.min(k, 4 - k, 1));
}

export const color_jitter: AugmentationOf<'color_jitter'> = {
  refuses: (_, [, , channels]) =>
    channels === 1 || channels === 3
      ? null
      : `color_jitter changes grey images or those of red, green and blue; these have ${channels} channels.`,
  train(scene, { brightness, contrast: spread, saturation, hue }, draws) {
    const { picture } = scene;
    const factor = (a: number) => draws.between(Math.max(0, 1 - a), 1 + a);
    const factors = [factor(brightness), factor(spread), factor(saturation), draws.between(-hue, hue)];
    const nothing = [1, 1, 1, 0];
    const steps = [brighten, contrast, saturate, turnHue]
      .map((change, i) => ({ change, by: factors[i] }))
      .filter(({ by }, i) => by !== nothing[i]);
    while (steps.length > 0) {
      const [step] = steps.splice(draws.below(steps.length), 1);
      step?.change(picture, step.by);
    }
    return scene;
  },
};
