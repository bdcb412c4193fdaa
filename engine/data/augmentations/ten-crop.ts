import { cutPicture, mirrorPicture } from '../picture/cut.ts';
import { middle, type Picture } from '../picture/picture.ts';
import { type ArgumentsOf, type Carried, callText, type Extents } from './augmentation.ts';

/** Windows of each sample: four corners and the middle, and their mirror images. */
export const windowsOf = ({ flip }: Pick<ArgumentsOf<'ten_crop'>, 'flip'>): number => (flip ? 10 : 5);

/** Left above, right above, left below, right below, middle; then the mirror images in the same order. */
export function tenCrop(picture: Picture, { size: [height, width], flip }: ArgumentsOf<'ten_crop'>): Picture[] {
  const [bottom, right] = [picture.height - height, picture.width - width];
  const five = [
    { top: 0, left: 0, height, width },
    { top: 0, left: right, height, width },
    { top: bottom, left: 0, height, width },
    { top: bottom, left: right, height, width },
    middle(picture, height, width),
  ].map((window) => cutPicture(picture, window));
  return flip ? [...five, ...five.map((each) => mirrorPicture(each, 'horizontal'))] : five;
}

/** Why evaluation cannot cut its windows; `before` are the extents of the picture they are cut out of. */
export function tenCropRefuses(
  { size }: ArgumentsOf<'ten_crop'>,
  before: Extents,
  { box, pixels }: Carried,
): string | null {
  if (size[0] > before[0] || size[1] > before[1])
    return `${callText('ten_crop', size)} does not fit into ${before[0]}×${before[1]}. Cut out less, or take larger images.`;
  if (!box && !pixels) return null;
  return `ten_crop averages scores, and ${box ? 'boxes' : 'classes of pixels'} of different windows have no average. Leave it out.`;
}
