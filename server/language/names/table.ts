/** The names of a file with where each is defined and used. */
import type { NamedThing, NameKind, Range } from '../analysis.ts';
import type { Reporter } from '../evaluate/reporter.ts';
import type { Name } from '../syntax/tree.ts';

export interface NameDraft extends NamedThing {
  readonly references: Range[];
  /** The block or model whose call made a tensor: its inner names are reachable. */
  readonly callee: string | null;
}

/** The names of one pair of braces; what lies outside is seen through it. */
export class NameScope {
  readonly #names = new Map<string, NameDraft>();
  readonly #outer: NameScope | null;
  readonly range: Range | null;

  constructor(range: Range | null, outer: NameScope | null = null) {
    this.range = range;
    this.#outer = outer;
  }

  inner(range: Range): NameScope {
    return new NameScope(range, this);
  }

  own(name: string): NameDraft | undefined {
    return this.#names.get(name);
  }

  find(name: string): NameDraft | undefined {
    return this.#names.get(name) ?? this.#outer?.find(name);
  }

  /** Whether a condition holds for these braces or ones around them, up to those that have the name. */
  someBelow(name: string, holds: (scope: NameScope) => boolean): boolean {
    if (this.#names.has(name) || this.#outer === null) return false;
    return holds(this) || this.#outer.someBelow(name, holds);
  }

  add(draft: NameDraft): void {
    this.#names.set(draft.name, draft);
  }

  *all(): Generator<NameDraft> {
    yield* this.#names.values();
    if (this.#outer !== null) yield* this.#outer.all();
  }
}

const plain = ({ start, end }: Range): Range => ({ start, end });

export class NameTable {
  readonly drafts: NameDraft[] = [];
  readonly #reporter: Reporter;

  constructor(reporter: Reporter) {
    this.#reporter = reporter;
  }

  define(
    kind: NameKind,
    name: Name,
    scope: NameScope,
    more: { readonly from?: NonNullable<NamedThing['from']>; readonly callee?: string | null } = {},
  ): NameDraft {
    const { from, callee = null } = more;
    const before = scope.own(name.text);
    const draft: NameDraft = {
      name: name.text,
      kind,
      definition: plain(name),
      references: [],
      scope: scope.range,
      ...(from === undefined ? {} : { from }),
      callee,
    };
    if (before !== undefined) {
      const related = [{ ...before.definition, message: 'the first one' }];
      this.#reporter.say('name-given-twice', name, `${name.text} is there already; a name is given once.`, { related });
      return before;
    }
    scope.add(draft);
    this.drafts.push(draft);
    return draft;
  }

  use(name: string, at: Range, scope: NameScope): NameDraft | undefined {
    const draft = scope.find(name);
    draft?.references.push(plain(at));
    return draft;
  }

  get things(): NamedThing[] {
    return this.drafts;
  }
}
