/** Bounds that a project sets in `netwright.json`; without one these. */
export interface Limits {
  /** Bytes of the device that trains; `null`: what the embedded backend has. */
  readonly deviceMemory: number | null;
  /** Calls of blocks within calls of blocks. */
  readonly deepestCall: number;
  /** Layers that one model may unroll to; the deepest networks of the literature have a few thousand. */
  readonly mostLayers: number;
}

export const defaultLimits: Limits = { deviceMemory: null, deepestCall: 64, mostLayers: 6000 };

export interface LimitSetting {
  readonly doc: string;
  /** What JSON Schema says of it. */
  readonly type: 'integer' | readonly ['integer', 'string'];
  readonly minimum: number;
  readonly maximum?: number;
  /** What it is to be, after "is". */
  readonly takes: string;
  /** `null`: not such a value. */
  read(value: number | string): number | null;
}

const whole =
  (least: number, most: number) =>
  (value: number | string): number | null =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : null;

export const limitSettings: { readonly [K in keyof Limits]: LimitSetting } = {
  deviceMemory: {
    doc: 'Memory of the device that is trained on: "8 GiB", "24 GB" or a number of bytes. A `train` whose step takes more is named; without it 4 GiB, what the embedded backend can address.',
    type: ['integer', 'string'],
    minimum: 1,
    takes: 'a size such as "8 GiB" or "24 GB", or a number of bytes',
    read: (value) => (typeof value === 'string' ? readBytes(value) : whole(1, Number.MAX_SAFE_INTEGER)(value)),
  },
  deepestCall: {
    doc: 'How many blocks deep a block may call blocks, itself included.',
    type: 'integer',
    minimum: 1,
    maximum: 256,
    takes: 'an integer from 1 to 256',
    read: whole(1, 256),
  },
  mostLayers: {
    doc: 'How many layers a model may unroll to.',
    type: 'integer',
    minimum: 1,
    maximum: 200_000,
    takes: 'an integer from 1 to 200,000',
    read: whole(1, 200_000),
  },
};

export const limitNames = Object.keys(limitSettings) as readonly (keyof Limits)[];

const units: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

function readBytes(text: string): number | null {
  const [, digits, unit] = /^\s*(\d+(?:\.\d+)?)\s*([A-Za-z]+)\s*$/.exec(text) ?? [];
  const factor = Object.entries(units).find(([name]) => name.toLowerCase() === unit?.toLowerCase())?.[1];
  return digits === undefined || factor === undefined ? null : Math.round(Number(digits) * factor);
}
