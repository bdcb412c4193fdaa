/** Changes of the text that put a finding right: an argument set, a layer or statement taken out, a name replaced. */
import type { QuickFix, Range, TextChange } from '../analysis.ts';
import type { ReadCall } from '../evaluate/callables.ts';
import type { Argument, FileTree, LetStatement } from '../syntax/tree.ts';
import { type Place, type Places, placesOf } from './places.ts';

export class Edits {
  readonly #text: string;
  readonly #tree: FileTree;
  #places: Places | undefined;

  constructor(text: string, tree: FileTree) {
    this.#text = text;
    this.#tree = tree;
  }

  text({ start, end }: Range): string {
    return this.#text.slice(start, end);
  }

  /** Where a call stands in its flow; `undefined` for calls in settings. */
  place({ start }: Range): Place | undefined {
    return this.#all().calls.get(start);
  }

  /** The `let` that defines a name. */
  letAt({ start }: Range): LetStatement | null {
    return this.#all().lets.get(start) ?? null;
  }

  /** Worked out when the first finding needs it. */
  #all(): Places {
    this.#places ??= placesOf(this.#tree);
    return this.#places;
  }

  /** Gives the argument of a layer another value, adding it where it is not there. */
  setArgument(title: string, call: Range, name: string, value: string): QuickFix[] {
    const place = this.place(call);
    if (place === undefined) return [];
    return [{ title, changes: [setIn(place.callee, place.args, call, undefined, name, value)] }];
  }

  /** The same in a call of a setting. */
  setInCall(title: string, { callee, at, given }: ReadCall, name: string, value: string): QuickFix {
    const args = at.kind === 'call' ? at.args : null;
    return { title, changes: [setIn(callee, args, at, given.get(name), name, value)] };
  }

  replace(title: string, { start, end }: Range, text: string): QuickFix {
    return { title, changes: [{ start, end, text }] };
  }

  /** Takes a layer out of its flow; nothing where others refer to it by name or where it is a branch by itself. */
  removeLayer(title: string, call: Range): QuickFix[] {
    const place = this.place(call);
    if (place === undefined) return [];
    const { statement, index, branch } = place;
    if (statement.kind !== 'flow') return [];
    const { stages } = statement;
    if (stages.length === 1) {
      if (branch || place.only || statement.names.length > 0) return [];
      return [{ title, changes: [this.withoutStatement(statement)] }];
    }
    const [before, own, after] = [stages[index - 1], stages[index], stages[index + 1]];
    if (own === undefined) return [];
    if (before !== undefined) return [{ title, changes: [{ start: before.end, end: own.end, text: '' }] }];
    return after === undefined ? [] : [{ title, changes: [{ start: own.start, end: after.start, text: '' }] }];
  }

  /** Exchanges two calls that stand beside each other in one flow; nothing where they have names. */
  exchange(title: string, a: Range, b: Range): QuickFix[] {
    const first = this.place(a);
    const second = this.place(b);
    const named = [first, second].some((place) => place?.statement.kind !== 'flow' || place.statement.names.length > 0);
    if (named || first === undefined || second === undefined) return [];
    if (first.body !== second.body || first.branch) return [];
    return [
      {
        title,
        changes: [
          { start: a.start, end: a.end, text: this.text(b) },
          { start: b.start, end: b.end, text: this.text(a) },
        ],
      },
    ];
  }

  /** A statement with its line where it has one of its own, or with the `;` that parts it from the next. */
  withoutStatement({ start, end }: Range): TextChange {
    const text = this.#text;
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const next = text.indexOf('\n', end);
    const lineEnd = next < 0 ? text.length : next;
    const before = text.slice(lineStart, start);
    const after = text.slice(end, lineEnd);
    if (before.trim() === '' && /^\s*(#.*)?$/.test(after))
      return { start: lineStart, end: Math.min(text.length, lineEnd + 1), text: '' };
    const following = /^[ \t]*;[ \t]*/.exec(after)?.[0].length;
    if (following !== undefined) return { start, end: end + following, text: '' };
    const leading = /[ \t]*;[ \t]*$/.exec(before)?.[0].length ?? 0;
    return { start: start - leading, end, text: '' };
  }
}

function setIn(
  callee: Range,
  args: readonly Argument[] | null,
  call: Range,
  given: Argument | undefined,
  name: string,
  value: string,
): TextChange {
  const there = given ?? args?.find((argument) => argument.name?.text === name);
  if (there !== undefined) return { start: there.value.start, end: there.value.end, text: value };
  if (args === null) return { start: callee.end, end: callee.end, text: `(${name}=${value})` };
  const last = args.at(-1);
  const at = last?.end ?? call.end - 1;
  return { start: at, end: at, text: `${last === undefined ? '' : ', '}${name}=${value}` };
}
