/** JSON (RFC 8259) with the place of every key and value. */
import type { Range } from '../analysis.ts';

export interface JsonMember {
  /** The range has the quotation marks. */
  readonly key: Range & { readonly text: string };
  readonly value: JsonNode;
}

export type JsonNode = Range &
  (
    | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
    | { readonly kind: 'array'; readonly elements: readonly JsonNode[] }
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'number'; readonly value: number }
    | { readonly kind: 'word'; readonly value: boolean | null }
  );

export interface JsonProblem extends Range {
  readonly problem: string;
}

/** Deeper than any settings nest; keeps the parser from running out of stack. */
const DEEPEST = 100;

/** Throws within the parser, never out of it. */
class Stop extends Error {
  readonly at: JsonProblem;
  constructor(at: JsonProblem) {
    super(at.problem);
    this.at = at;
  }
}

export function parseJson(text: string): JsonNode | JsonProblem {
  try {
    return new JsonParser(text).whole();
  } catch (error) {
    if (error instanceof Stop) return error.at;
    throw error;
  }
}

const words = { true: true, false: false, null: null } as const;

class JsonParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): JsonNode {
    const value = this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) this.#stop('Nothing follows the end of the object.');
    return value;
  }

  #value(depth: number): JsonNode {
    this.#space();
    const start = this.#at;
    const next = this.#text[start];
    if (next === undefined) this.#stop('A value is missing here.');
    if (depth > DEEPEST) this.#stop('This is nested too deep.');
    if (next === '{') return this.#object(start, depth);
    if (next === '[') return this.#array(start, depth);
    if (next === '"') return { kind: 'string', value: this.#string(), start, end: this.#at };
    const number = this.#match(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (number !== null) return { kind: 'number', value: Number(number), start, end: this.#at };
    const word = this.#match(/(?:true|false|null)\b/y);
    if (word === null) this.#stop('A value was expected: an object, a text in quotation marks or a number.');
    return { kind: 'word', value: words[word as keyof typeof words], start, end: this.#at };
  }

  #object(start: number, depth: number): JsonNode {
    const members: JsonMember[] = [];
    this.#list('}', () => {
      const keyStart = this.#at;
      if (this.#text[keyStart] !== '"') this.#stop('A name in quotation marks was expected.');
      const key = { text: this.#string(), start: keyStart, end: this.#at };
      this.#space();
      if (this.#text[this.#at] !== ':') this.#stop('A colon was expected.');
      this.#at++;
      members.push({ key, value: this.#value(depth + 1) });
    });
    return { kind: 'object', members, start, end: this.#at };
  }

  #array(start: number, depth: number): JsonNode {
    const elements: JsonNode[] = [];
    this.#list(']', () => elements.push(this.#value(depth + 1)));
    return { kind: 'array', elements, start, end: this.#at };
  }

  /** What stands between brackets, parted by commas. */
  #list(close: string, element: () => void): void {
    this.#at++;
    this.#space();
    if (this.#text[this.#at] === close) {
      this.#at++;
      return;
    }
    for (;;) {
      this.#space();
      element();
      this.#space();
      const next = this.#text[this.#at];
      if (next !== ',' && next !== close) this.#stop(`A comma or ${close} was expected.`);
      this.#at++;
      if (next === close) return;
    }
  }

  #string(): string {
    const start = this.#at;
    const written = this.#match(/"(?:[^"\\\n]|\\.)*"/y);
    try {
      if (written !== null) return JSON.parse(written);
    } catch {
      this.#at = start;
    }
    const end = written?.length ?? this.#text.slice(start).search(/\n|$/);
    throw new Stop({
      problem: 'This text is not closed, or has an escape that JSON does not know.',
      start,
      end: start + Math.max(1, end),
    });
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    return found;
  }

  #space(): void {
    this.#match(/[ \t\r\n]*/y);
  }

  #stop(problem: string): never {
    const start = Math.min(this.#at, Math.max(0, this.#text.length - 1));
    throw new Stop({ problem, start, end: Math.min(this.#text.length, start + 1) });
  }
}
