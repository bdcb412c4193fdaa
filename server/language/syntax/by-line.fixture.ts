/** What stands on which line of a file, read off the tree: layers, settings, names that are bound. */
import type { Body, Expression, FileTree, Setting, Stage, Statement } from './tree.ts';

/** `7 conv` for each, the line counted from 1; with `paths` also the blocks around it: `7 model/add/conv`. */
export function byLine(text: string, { items }: FileTree, paths = false): string[] {
  const found: string[] = [];
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const lineOf = (offset: number) => starts.findLastIndex((start) => start <= offset) + 1;
  const say = (offset: number, what: string, path: string) =>
    found.push(`${lineOf(offset)} ${paths ? `${path}/` : ''}${what}`);

  const expression = (value: Expression, path: string) => {
    if (value.kind === 'call') say(value.start, value.callee.text, path);
    if (value.kind === 'name') say(value.start, value.text, path);
  };
  const body = ({ statements }: Body, path: string) => {
    for (const statement of statements) each(statement, path);
  };
  const stage = (part: Stage, path: string) => {
    switch (part.kind) {
      case 'expression':
        expression(part.value, path);
        break;
      case 'join':
        say(part.start, part.callee.text, path);
        body(part.body, `${path}/${part.callee.text}`);
        break;
      case 'loop':
      case 'recur':
        say(part.start, part.keyword.text, path);
        body(part.body, `${path}/${part.keyword.text}`);
        break;
      case 'braces':
        body(part.body, `${path}/braces`);
        break;
      case 'conditional':
        body(part.then, `${path}/if`);
        if (part.otherwise === null) break;
        if ('statements' in part.otherwise) body(part.otherwise, `${path}/else`);
        else stage(part.otherwise, path);
    }
  };
  const each = (statement: Statement, path: string) => {
    switch (statement.kind) {
      case 'flow':
        for (const { start, text: name } of statement.names) say(start, `${name} =`, path);
        for (const part of statement.stages) stage(part, path);
        break;
      case 'head':
        say(statement.start, 'head', path);
        body(statement.body, `${path}/head`);
        break;
      case 'let':
      case 'share':
        say(statement.start, `${statement.kind} ${statement.name?.text}`, path);
        break;
      case 'return':
        say(statement.start, 'return', path);
    }
  };
  const settings = (list: readonly Setting[], path: string) => {
    for (const { key, value } of list) say(key.start, `${key.text} = ${value.kind}`, path);
  };
  for (const item of items) {
    say(item.start, 'item', '');
    switch (item.kind) {
      case 'model':
      case 'block':
        body(item.body, 'body');
        break;
      case 'data':
      case 'train':
      case 'search':
        settings(item.settings, item.kind);
        if (item.kind === 'train') for (const { keyword, settings: own } of item.stages) settings(own, keyword.text);
        if (item.kind === 'search' && item.space !== null) settings(item.space.settings, 'space');
    }
  }
  return found.sort();
}
