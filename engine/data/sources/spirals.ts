import { fillNormal } from '../../random/philox.ts';
import type { Samples, SourceRequest } from '../samples.ts';
import { numbered } from './columns.ts';
import { madeSource } from './made.ts';

/** Radians from one arm to the next, and along each. */
const ARM = 4;

/** Arm j: radius r from 0 to 1, angle t from 4j to 4(j + 1) with noise, both in equal steps; the point is (r·sin t, r·cos t). */
export function openSpirals({ source: { args }, seed }: SourceRequest): Samples {
  const [classes, points, noise] = [args.classes, args.points, args.noise] as [number, number, number];
  const columns = [
    { name: 'point', kind: 'features', role: 'sample', shape: [2] },
    { name: 'class', kind: 'class', role: 'target', shape: [], classes: numbered(classes) },
  ] as const;
  return madeSource(classes * points, columns, (index) => {
    const arm = Math.floor(index / points);
    const along = points === 1 ? 0 : (index % points) / (points - 1);
    const [random] = fillNormal(new Float64Array(1), { seed, purpose: 'data', index });
    const angle = ARM * (arm + along) + noise * random;
    return {
      point: Float32Array.of(along * Math.sin(angle), along * Math.cos(angle)),
      class: Int32Array.of(arm),
    };
  });
}
