/** A probe of a backend, and a second one of `cpu` where its host does not survive the first. */
import { type ProbeProcess, type ProbeRequest, type ProbeResult, probe } from './probe.ts';

/**
 * `cpu` asks V8 for vectors of 256 bits by an experimental switch (`cpu/tiles.ts`). Should a V8 end over it, `cpu` is
 * tried without, and this process and those that it starts leave the switch alone from then on.
 */
export async function attempt(request: ProbeRequest, child: ProbeProcess = {}): Promise<ProbeResult> {
  const first = await probe(request, child);
  const { env = process.env } = child;
  if (!('reason' in first) || request.backend !== 'cpu' || env.NETWRIGHT_SIMD !== undefined) return first;
  const second = await probe(request, { ...child, env: { ...env, NETWRIGHT_SIMD: '128' } });
  if ('reason' in second) return first;
  process.env.NETWRIGHT_SIMD = '128';
  return second;
}
