/** The shapes by name: whether a point lies inside, in the square from −1 to 1 that each of them fills; y points down. */

type Inside = (x: number, y: number) => boolean;

/** Half the thickness of the bars of crosses. */
const BAR = 0.36;
/** Radius of the hole of a ring. */
const HOLE = 0.55;

export const figures: readonly (readonly [name: string, inside: Inside])[] = [
  ['circle', (x, y) => x * x + y * y <= 1],
  ['square', () => true],
  ['triangle', (x, y) => Math.abs(x) <= (y + 1) / 2],
  ['cross', (x, y) => Math.abs(x) <= BAR || Math.abs(y) <= BAR],
  ['ring', (x, y) => x * x + y * y <= 1 && x * x + y * y >= HOLE * HOLE],
  ['diamond', (x, y) => Math.abs(x) + Math.abs(y) <= 1],
  ['star', star],
  ['saltire', (x, y) => Math.abs(Math.abs(x) - Math.abs(y)) <= BAR],
];

/** A pentagram with its top upwards, stretched to the square: a point inside lies behind at most one of its five lines. */
function star(x: number, y: number): boolean {
  // In the unit circle it reaches from −sin 72° to sin 72° and from −1 to cos 36°.
  const across = x * Math.sin((72 * Math.PI) / 180);
  const tall = 1 + Math.cos((36 * Math.PI) / 180);
  const down = ((y + 1) / 2) * tall - 1;
  let behind = 0;
  for (let line = 0; line < 5; line++) {
    const angle = ((72 * line - 90) * Math.PI) / 180;
    // The lines are cos 72° away from the centre.
    if (across * Math.cos(angle) + down * Math.sin(angle) > Math.cos((72 * Math.PI) / 180)) behind++;
  }
  return behind <= 1;
}
