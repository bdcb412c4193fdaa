/**
 * `# netwright: allow(code)` silences a diagnostic at its line. A fault in a block that is said at the call is silenced at
 * the call, or where it stands: by the line in the block, or any call on the way to it, also in another file. One that
 * silences nothing is said: what it was for has gone, or is misspelled.
 */
import { type Allowance, allowancesIn, removal } from './allowances.ts';
import type { Diagnostic, Place } from './analysis.ts';
import { isOff, leveled, type ProjectConfig } from './config/config.ts';
import { nearest, renameFix } from './evaluate/reporter.ts';
import type { SourceFile } from './library.ts';
import { pageCodes } from './pages/index.ts';
import type { Token } from './syntax/lexer.ts';

export interface AllowRequest {
  readonly source: SourceFile;
  readonly config: ProjectConfig;
  /** A file that blocks come from; `null` where it cannot be read. */
  sourceOf(file: string): SourceFile | null;
  /** Whether all that can be said at this place is said in this file: in a block, other files may bring about more. */
  isDecided(code: string, at: number): boolean;
}

/** What is left to say, and what is silenced. */
export interface Settled {
  readonly left: readonly Diagnostic[];
  readonly silenced: readonly Diagnostic[];
}

export function settleAllowed(diagnostics: readonly Diagnostic[], request: AllowRequest): Settled {
  const { source, config } = request;
  const files = new Map<string, FileAllowances>();
  const allowances = (file: string): FileAllowances => {
    const known = files.get(file);
    if (known !== undefined) return known;
    const fresh = new FileAllowances(file === source.file ? source : request.sourceOf(file));
    files.set(file, fresh);
    return fresh;
  };
  const own = allowances(source.file).all;
  const used = new Set<Allowance>();
  const at = ({ file, start }: Place, code: string) => allowances(file).at(code, start);
  const left: Diagnostic[] = [];
  const silenced: Diagnostic[] = [];
  for (const found of diagnostics) {
    const { code, start, origins = [] } = found;
    const here = at({ file: source.file, start }, code);
    // Several lines of a block may come to the same fault of a call: each has to be allowed.
    const inside = origins.map((way) => way.flatMap((place) => at(place, code)));
    for (const allowance of [...here, ...inside.flat()]) used.add(allowance);
    const isAllowed = here.length > 0 || (inside.length > 0 && inside.every((way) => way.length > 0));
    (isAllowed ? silenced : left).push(found);
  }
  // Rules look at what is sound only: where something is wrong, what they would say is not known.
  const whole = !diagnostics.some(({ severity }) => severity === 'error');
  const idle = own.filter((allowance) => !used.has(allowance));
  const said = idle.flatMap((allowance) => {
    const certain = whole && request.isDecided(allowance.code, allowance.comment.start);
    return sayIdle(allowance, certain, source.tree.tokens, config);
  });
  return { left: [...left, ...said], silenced };
}

class FileAllowances {
  readonly all: readonly Allowance[];
  readonly #source: SourceFile | null;
  /** By code and line. */
  readonly #byPlace: ReadonlyMap<string, readonly Allowance[]>;

  constructor(source: SourceFile | null) {
    this.#source = source;
    this.all = source === null ? [] : allowancesIn(source.tree.tokens, source.lines);
    this.#byPlace = Map.groupBy(this.all, ({ code, line }) => `${code} ${line}`);
  }

  /** Those that speak of this code where the offset lies. */
  at(code: string, offset: number): readonly Allowance[] {
    if (this.#source === null || this.all.length === 0) return [];
    return this.#byPlace.get(`${code} ${this.#source.lines.position(offset).line}`) ?? [];
  }
}

function sayIdle(allowance: Allowance, whole: boolean, tokens: readonly Token[], config: ProjectConfig): Diagnostic[] {
  const { code, at } = allowance;
  const known = pageCodes.has(code);
  if (known && (!whole || isOff(config, code))) return [];
  const near = known ? undefined : nearest(code, pageCodes);
  const hint = near === undefined ? '' : ` Is ${near} meant?`;
  const message = known
    ? `Nothing here is said of ${code}: this silences nothing.`
    : `There is no diagnostic ${code}.${hint}`;
  const fixes = near === undefined ? [removal(allowance, tokens)] : renameFix(at, near);
  return leveled({ code: 'allow-unused', severity: 'information', message, ...at, fixes, related: [] }, config);
}
