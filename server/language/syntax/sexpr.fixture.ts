/** A tree as one line of text, for tests: prefix notation, holes as `!`, missing names as `_`. */
import type {
  Argument,
  Body,
  Expression,
  FileTree,
  Item,
  Name,
  Parameter,
  Setting,
  SettingGroup,
  Stage,
  Statement,
} from './tree.ts';

export const fileText = ({ items }: FileTree): string => items.map(itemText).join('\n');

const joined = (parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join(' ');
const nameText = (name: Name | null): string => name?.text ?? '_';

export function expressionText(expression: Expression): string {
  switch (expression.kind) {
    case 'integer':
    case 'float':
    case 'boolean':
      return String(expression.value);
    case 'string':
      return JSON.stringify(expression.value);
    case 'size':
      return expression.extents.join('x');
    case 'unknown':
      return '?';
    case 'error':
      return '!';
    case 'name':
      return expression.text;
    case 'member':
      return `${expressionText(expression.of)}.${nameText(expression.member)}`;
    case 'index':
      return `${expressionText(expression.of)}[${expressionText(expression.index)}]`;
    case 'list':
      return `[${expression.elements.map(expressionText).join(' ')}]`;
    case 'tuple':
      return `<${expression.elements.map(expressionText).join(' ')}>`;
    case 'map':
      return `{${expression.entries.map(({ key, value }) => `${key.text}: ${expressionText(value)}`).join(', ')}}`;
    case 'call':
      return callText(expression.callee, expression.args);
    case 'unary':
      return `(${expression.operator} ${expressionText(expression.operand)})`;
    case 'binary':
      return `(${expression.operator} ${expressionText(expression.left)} ${expressionText(expression.right)})`;
    case 'if': {
      const parts = [expression.condition, expression.then, expression.otherwise];
      return `(if ${parts.map(expressionText).join(' ')})`;
    }
  }
}

function callText(callee: Name, args: readonly Argument[] | null): string {
  return args === null ? callee.text : `(${joined([callee.text, ...args.map(argumentText)])})`;
}

const argumentText = ({ name, value }: Argument): string =>
  name === null ? expressionText(value) : `${name.text}=${expressionText(value)}`;

const bodyText = ({ statements }: Body): string => `{${statements.map(statementText).join('; ')}}`;

export function statementText(statement: Statement): string {
  switch (statement.kind) {
    case 'flow': {
      const flow = statement.stages.map(stageText).join(' -> ');
      const names = statement.names.map(nameText).join(', ');
      return joined([statement.next ? 'next' : '', names === '' ? flow : `${names} = ${flow}`]);
    }
    case 'let':
      if (statement.parts.length > 0)
        return `let ${statement.parts.map(nameText).join(', ')} = ${expressionText(statement.value)}`;
      return `let ${nameText(statement.name)} = ${expressionText(statement.value)}`;
    case 'share':
      return `${statement.kind} ${nameText(statement.name)} = ${expressionText(statement.value)}`;
    case 'return':
      return `return ${statement.values.map(expressionText).join(', ')}`;
    case 'head':
      return `head ${nameText(statement.name)} ${bodyText(statement.body)}`;
  }
}

function stageText(stage: Stage): string {
  switch (stage.kind) {
    case 'expression':
      return expressionText(stage.value);
    case 'join':
      return `${callText(stage.callee, stage.args)} ${bodyText(stage.body)}`;
    case 'loop': {
      const parts = stage.parts.length === 0 ? '' : `(${stage.parts.map(nameText).join(', ')}) in `;
      const variable = stage.variable === null ? parts : `${stage.variable.text} in `;
      return `${stage.keyword.text}:${variable}${expressionText(stage.over)} ${bodyText(stage.body)}`;
    }
    case 'recur': {
      const states = stage.states.map(({ name, start }) => `${name.text}=${expressionText(start)}`);
      const header = joined([`${nameText(stage.variable)} in ${expressionText(stage.over)}`, ...states]);
      return `recur:${header} ${bodyText(stage.body)}`;
    }
    case 'conditional': {
      const { condition, then, otherwise } = stage;
      let rest = '';
      if (otherwise !== null) rest = 'statements' in otherwise ? bodyText(otherwise) : stageText(otherwise);
      return joined([`if ${expressionText(condition)} ${bodyText(then)}`, rest === '' ? '' : `else ${rest}`]);
    }
    case 'braces':
      return bodyText(stage.body);
  }
}

const settingText = ({ key, value }: Setting): string => `${key.text} = ${expressionText(value)}`;
const groupText = ({ keyword, name, settings }: SettingGroup): string =>
  joined([keyword.text, name?.text ?? '', `{${settings.map(settingText).join('; ')}}`]);

function parameterText(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return '';
  const texts = parameters.map(({ name, default: value }) =>
    value === null ? name.text : `${name.text}=${expressionText(value)}`,
  );
  return `(${texts.join(' ')})`;
}

export function itemText(item: Item): string {
  switch (item.kind) {
    case 'model':
    case 'block':
      return joined([item.kind, nameText(item.name), parameterText(item.parameters), bodyText(item.body)]);
    case 'fn':
      return joined(['fn', nameText(item.name), parameterText(item.parameters), '=', expressionText(item.value)]);
    case 'import': {
      const names = item.names.map(({ name, as }) => (as === null ? name.text : `${name.text} as ${as.text}`));
      return `import {${names.join(', ')}} from ${JSON.stringify(nameText(item.path))}`;
    }
    case 'data':
      return `data ${nameText(item.name)} {${item.settings.map(settingText).join('; ')}}`;
    case 'train': {
      const model = item.model === null ? '_' : callText(item.model, item.args.length === 0 ? null : item.args);
      const as = item.as === null ? '' : `as ${item.as.text}`;
      const inside = [...item.settings.map(settingText), ...item.stages.map(groupText)];
      return joined(['train', model, 'on', nameText(item.data), as, `{${inside.join('; ')}}`]);
    }
    case 'search': {
      const space = item.space === null ? [] : [groupText(item.space)];
      return `search ${nameText(item.train)} {${[...space, ...item.settings.map(settingText)].join('; ')}}`;
    }
  }
}
