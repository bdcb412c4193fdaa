/** What can be written at a place of half-typed text, told from the tokens before it alone. */
import { dataSettings, type SettingSpec, type Token, trainSettings } from '../language/index.ts';
import { expectsMore, isSymbol, lineAt, type OpenLine } from './line.ts';
import { argumentsBehind, type OpenCall, openCall } from './open-call.ts';

export type Place =
  /** Nothing the language could offer: a comment, a text, the place of a new name, behind a complete statement. */
  | { readonly at: 'nowhere' }
  /** Outside of every item, where one starts. */
  | { readonly at: 'item' }
  /** In the head of a train, where a model, `on`, data or `as` is due. */
  | { readonly at: 'model' | 'on' | 'data' | 'as' }
  /** `train Model(` */
  | { readonly at: 'parameter'; readonly model: string; readonly given: readonly string[] }
  /** In a model: the start of a statement, behind `name =`, behind `->`, an expression, behind `here.` */
  | { readonly at: 'statement' | 'flow' | 'layer' | 'value' | 'member' }
  | { readonly at: 'argument'; readonly call: OpenCall }
  /** In data or a train: the start of a setting, and the value of one. */
  | { readonly at: 'key'; readonly of: 'data' | 'train'; readonly given: readonly string[] }
  | { readonly at: 'setting'; readonly setting: SettingSpec };

const nowhere: Place = { at: 'nowhere' };

export const placeAt = (text: string, offset: number): Place => placeOf(lineAt(text, offset));

export function placeOf(line: OpenLine): Place {
  if (line.quiet) return nowhere;
  const item = openItem(line.before);
  const call = openCall(line);
  if (call !== null && item !== null) return inCall(call, line);
  if (item === null) return inHead(line);
  return item.keyword === 'model' ? inModel(line) : inSettings(item.keyword, item.body, line);
}

const keywords = ['model', 'data', 'train'] as const;
type Keyword = (typeof keywords)[number];

/** The item whose braces are open, with the tokens within them. */
function openItem(tokens: readonly Token[]): { keyword: Keyword; body: readonly Token[] } | null {
  const opened = tokens.findLastIndex((token) => isSymbol(token, '{', '}'));
  if (opened < 0 || isSymbol(tokens[opened], '}')) return null;
  const head = tokens.slice(0, opened);
  const start = head.findLastIndex(
    ({ kind, text }, i) =>
      kind === 'name' &&
      (keywords as readonly string[]).includes(text) &&
      (i === 0 || head[i - 1]?.kind === 'newline' || isSymbol(head[i - 1], '}')),
  );
  const keyword = head[start]?.text as Keyword | undefined;
  return keyword === undefined ? null : { keyword, body: tokens.slice(opened + 1) };
}

function inCall(call: OpenCall, { tokens }: OpenLine): Place {
  if (isHereDot(tokens)) return { at: 'member' };
  return expectsMore(tokens.at(-1)) ? { at: 'argument', call } : nowhere;
}

function inModel({ tokens }: OpenLine): Place {
  const last = tokens.at(-1);
  if (last === undefined) return { at: 'statement' };
  if (isSymbol(last, '->')) return { at: 'layer' };
  if (isHereDot(tokens)) return { at: 'member' };
  if (tokens.length === 2 && isSymbol(last, '=')) return { at: 'flow' };
  return expectsMore(last) ? { at: 'value' } : nowhere;
}

const isHereDot = (tokens: readonly Token[]) => isSymbol(tokens.at(-1), '.') && tokens.at(-2)?.text === 'here';

function inHead({ tokens, open }: OpenLine): Place {
  const [keyword, name] = tokens;
  if (keyword === undefined) return { at: 'item' };
  if (keyword.text !== 'train') return nowhere;
  if (name === undefined) return { at: 'model' };
  const bracket = open[0];
  if (bracket !== undefined) {
    const parts = argumentsBehind(tokens, bracket);
    const given = parts.slice(0, -1).map((part) => part[0]?.text ?? '');
    return parts.at(-1)?.length === 0 ? { at: 'parameter', model: name.text, given } : nowhere;
  }
  const last = tokens.at(-1);
  const on = tokens.findLastIndex(({ text }) => text === 'on');
  if (on < 0) return { at: 'on' };
  if (last?.text === 'on') return { at: 'data' };
  return on === tokens.length - 2 ? { at: 'as' } : nowhere;
}

const specs = { data: dataSettings, train: trainSettings };

function inSettings(of: 'data' | 'train', body: readonly Token[], { tokens }: OpenLine): Place {
  const [key, equals] = tokens;
  if (key === undefined) {
    const given = body.filter((_, i) => isSymbol(body[i + 1], '=')).map(({ text }) => text);
    return { at: 'key', of, given };
  }
  const setting = isSymbol(equals, '=') ? specs[of][key.text] : undefined;
  return setting !== undefined && expectsMore(tokens.at(-1)) ? { at: 'setting', setting } : nowhere;
}
