/** What can be written at a place of half-typed text, told from the tokens before it alone. */
import {
  dataSettings,
  type SettingSpec,
  type SettingSpecs,
  searchSettings,
  stageSettings,
  type Token,
  trainSettings,
} from '../language/index.ts';
import { expectsMore, isSymbol, lineAt, type OpenLine } from './line.ts';
import { argumentsBehind, type OpenCall, type OwnCall, openCall, ownCall } from './open-call.ts';
import { type OpenItem, openItem } from './open-item.ts';

export type Place =
  /** Nothing the language could offer: a comment, a text, the place of a new name, behind a complete statement. */
  | { readonly at: 'nowhere' }
  /** Outside of every item, where one starts. */
  | { readonly at: 'item' }
  /** In the head of a train, where a model, `on`, data or `as` is due. */
  | { readonly at: 'model' | 'on' | 'data' | 'as' }
  /** In the head of a search, where a train is due. */
  | { readonly at: 'train' }
  /** `train Model(` */
  | { readonly at: 'parameter'; readonly model: string; readonly given: readonly string[] }
  /** In a model or block: the start of a statement or branch, behind `name =`, behind `->`, behind `return` or in a list. */
  | { readonly at: 'statement' | 'flow' | 'layer' }
  | { readonly at: 'tensor' }
  | { readonly at: 'value' }
  /** Behind `here.`, `pets.` or `backbone.` */
  | { readonly at: 'member'; readonly of: string }
  | { readonly at: 'argument'; readonly call: OpenCall }
  /** In the call of something that a file defines. */
  | { readonly at: 'own-argument'; readonly call: OwnCall }
  /** In data, a train, a stage or a search: the start of a setting, and the value of one. */
  | { readonly at: 'key'; readonly of: SettingSpecs; readonly given: readonly string[] }
  | { readonly at: 'setting'; readonly setting: SettingSpec }
  /** The start of an entry in the braces of a setting, where a head or input is named. */
  | { readonly at: 'head'; readonly model: string | null; readonly given: readonly string[] };

const nowhere: Place = { at: 'nowhere' };

export const placeAt = (text: string, offset: number): Place => placeOf(lineAt(text, offset));

export function placeOf(line: OpenLine): Place {
  if (line.quiet) return nowhere;
  const item = openItem(line.before);
  if (item === null) return inHead(line);
  switch (item.keyword) {
    case 'model':
    case 'block':
      return inCalls(line, 'body') ?? inBody(line);
    case 'data':
    case 'train':
    case 'search':
      return inCalls(line, 'settings') ?? inSettings(item.keyword, item, line);
    default:
      return nowhere;
  }
}

/** The call whose parentheses are open at a place. */
export function callAt(text: string, offset: number): OpenCall | OwnCall | null {
  const line = lineAt(text, offset);
  if (line.quiet && line.open.length === 0) return null;
  const keyword = openItem(line.before)?.keyword;
  return ownCall(line) ?? openCall(line, keyword === 'model' || keyword === 'block' ? 'body' : 'settings');
}

/** Within the parentheses of a call; `null` where none are open. */
function inCalls(line: OpenLine, within: 'body' | 'settings'): Place | null {
  const { tokens } = line;
  const more = expectsMore(tokens.at(-1));
  const own = ownCall(line);
  const call = own === null ? openCall(line, within) : null;
  if (own === null && call === null) return null;
  const member = memberPlace(tokens);
  if (member !== null) return member;
  if (!more) return nowhere;
  return own === null ? { at: 'argument', call: call as OpenCall } : { at: 'own-argument', call: own };
}

/** Words that a value follows. */
const valueWords: ReadonlySet<string> = new Set(['if', 'in']);

function inBody({ tokens, open }: OpenLine): Place {
  const last = tokens.at(-1);
  if (last === undefined) return { at: 'statement' };
  if (isSymbol(last, '->')) return { at: 'layer' };
  const member = memberPlace(tokens);
  if (member !== null) return member;
  const [first] = tokens;
  if (first?.text === 'return') return last === first || isSymbol(last, ',') ? { at: 'tensor' } : nowhere;
  if (first?.text === 'share') return isSymbol(last, '=') ? { at: 'layer' } : nowhere;
  if (first?.text === 'let' && tokens.length < 3) return nowhere;
  const bracket = open.at(-1);
  // A list at the start of a flow holds tensors.
  if (bracket !== undefined && isSymbol(tokens[bracket], '[') && isFlow(tokens.slice(0, bracket)))
    return isSymbol(last, '[', ',') ? { at: 'tensor' } : nowhere;
  if (isSymbol(last, '=') && isFlow(tokens)) return { at: 'flow' };
  const more = expectsMore(last) || (last.kind === 'name' && valueWords.has(last.text));
  return more ? { at: 'value' } : nowhere;
}

/** `name =`, `a, b =` or `next h, c =`, or nothing yet. */
const isFlow = (tokens: readonly Token[]): boolean =>
  tokens.length === 0 ||
  (isSymbol(tokens.at(-1), '=') &&
    tokens.slice(0, -1).every((token) => (token.kind === 'name' && token.text !== 'let') || isSymbol(token, ',')));

function memberPlace(tokens: readonly Token[]): Place | null {
  const of = tokens.at(-2);
  return isSymbol(tokens.at(-1), '.') && of?.kind === 'name' ? { at: 'member', of: of.text } : null;
}

function inHead(line: OpenLine): Place {
  const { tokens, open } = line;
  const [keyword, name] = tokens;
  if (keyword === undefined) return { at: 'item' };
  if (keyword.text === 'fn') return inFunction(line);
  if (keyword.text === 'search') return name === undefined ? { at: 'train' } : nowhere;
  if (keyword.text !== 'train') return nowhere;
  if (name === undefined) return { at: 'model' };
  const bracket = open[0];
  if (bracket !== undefined) {
    const parts = argumentsBehind(tokens, bracket);
    const given = parts.slice(0, -1).map((part) => part[0]?.text ?? '');
    if (parts.at(-1)?.length === 0) return { at: 'parameter', model: name.text, given };
    return memberPlace(tokens) ?? nowhere;
  }
  const last = tokens.at(-1);
  const on = tokens.findLastIndex(({ text }) => text === 'on');
  if (on < 0) return { at: 'on' };
  if (last?.text === 'on') return { at: 'data' };
  return on === tokens.length - 2 ? { at: 'as' } : nowhere;
}

/** `fn f(v) = ` */
function inFunction(line: OpenLine): Place {
  const { tokens } = line;
  const value = tokens.findIndex((token, i) => isSymbol(token, '=') && isSymbol(tokens[i - 1], ')'));
  return value >= 0 && expectsMore(tokens.at(-1)) ? { at: 'value' } : nowhere;
}

const specs = { data: dataSettings, train: trainSettings, search: searchSettings };

function inSettings(of: keyof typeof specs, { body, head, nested }: OpenItem, { tokens }: OpenLine): Place {
  // `stage head {` within a train holds settings too, braces behind anything else a map.
  const isStage = head.at(-2)?.text === 'stage';
  if (nested && !isStage) return inMap(of, { head, body }, tokens);
  const known = nested ? stageSettings : specs[of];
  const [key, equals] = tokens;
  if (key === undefined) return { at: 'key', of: known, given: keysIn(body) };
  const member = memberPlace(tokens);
  if (member !== null) return member;
  const setting = isSymbol(equals, '=') && Object.hasOwn(known, key.text) ? known[key.text] : undefined;
  return setting !== undefined && expectsMore(tokens.at(-1)) ? { at: 'setting', setting } : nowhere;
}

/** The settings given so far, without those of stages and calls within. */
function keysIn(body: readonly Token[]): string[] {
  let depth = 0;
  return body.flatMap((token, i) => {
    if (isSymbol(token, '{', '(', '[')) depth++;
    if (isSymbol(token, '}', ')', ']')) depth--;
    return depth === 0 && isSymbol(body[i + 1], '=') ? [token.text] : [];
  });
}

/** `loss = { class: softmax(), box: l2_distance() }` */
function inMap(
  of: keyof typeof specs,
  { head, body }: Pick<OpenItem, 'head' | 'body'>,
  tokens: readonly Token[],
): Place {
  const key = isSymbol(head.at(-1), '=') ? head.at(-2)?.text : undefined;
  const known: SettingSpecs = { ...stageSettings, ...specs[of] };
  const setting = key === undefined || !Object.hasOwn(known, key) ? undefined : known[key];
  if (setting === undefined) return nowhere;
  const entry = tokens.slice(tokens.findLastIndex((token) => isSymbol(token, ',')) + 1);
  if (entry.length === 0) {
    const all = [...body, ...tokens];
    const given = all.filter((_, i) => isSymbol(all[i + 1], ':')).map(({ text }) => text);
    const train = head.findLastIndex(({ text }) => text === 'train');
    return { at: 'head', model: head[train + 1]?.text ?? null, given };
  }
  const member = memberPlace(tokens);
  if (member !== null) return member;
  return isSymbol(entry[1], ':') && expectsMore(tokens.at(-1)) ? { at: 'setting', setting } : nowhere;
}
