/** Instances of COCO: what its JSON says of images, categories and boxes. Nothing in it is believed to be there. */
import { FormatError } from './reader.ts';

export interface CocoBox {
  /** Its id, for messages. */
  readonly id: string;
  readonly image: string;
  /** Left, top, width and height in pixels. */
  readonly box: readonly [number, number, number, number];
  readonly height: number;
  readonly width: number;
}

export interface CocoInstances {
  readonly images: readonly string[];
  readonly categories: number;
  readonly boxes: readonly CocoBox[];
}

type Json = { readonly [key: string]: unknown };

const list = (value: unknown): readonly Json[] =>
  Array.isArray(value)
    ? (value as readonly unknown[]).filter((one): one is Json => typeof one === 'object' && one !== null)
    : [];

const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && (value as readonly unknown[]).every((one) => typeof one === 'number' && Number.isFinite(one));

/** Boxes of images whose size is known. @throws FormatError */
export function readCoco(name: string, text: string): CocoInstances {
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch {
    throw new FormatError(`${name} is not in JSON, or it is cut off.`);
  }
  const { images, categories, annotations } = (typeof whole === 'object' && whole !== null ? whole : {}) as Json;
  if (!Array.isArray(images) || !Array.isArray(categories) || !Array.isArray(annotations))
    throw new FormatError(`${name} holds no instances of COCO: it has no images, categories and annotations.`);
  const byId = new Map(list(images).map((image) => [String(image.id), image]));
  const boxes = list(annotations).flatMap((annotation): CocoBox[] => {
    const image = byId.get(String(annotation.image_id));
    const { bbox } = annotation;
    if (image === undefined || !isNumbers(bbox) || bbox.length !== 4) return [];
    const { height, width } = image;
    if (typeof height !== 'number' || typeof width !== 'number') return [];
    const box = bbox as unknown as CocoBox['box'];
    return [{ id: String(annotation.id), image: String(image.file_name ?? image.id), box, height, width }];
  });
  return {
    images: list(images).map((image) => String(image.file_name ?? '')),
    categories: list(categories).length,
    boxes,
  };
}
