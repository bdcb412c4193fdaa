/** The words of the language with what they begin. */
import type { CompletionItem } from 'vscode-languageserver';
import { keywordItem } from './completion-items.ts';

/** Tab and line break are those of the editor. */
const braces = '{\n\t$0\n}';

export const itemKeywords: CompletionItem[] = [
  keywordItem('model', 'a network'),
  keywordItem('block', 'a part of networks'),
  keywordItem('fn', 'a function of numbers'),
  keywordItem('import', 'blocks of another file', 'import { $1 } from "./$2"'),
  keywordItem('data', 'what it learns from'),
  keywordItem('train', 'how it learns'),
  keywordItem('search', 'which settings learn best'),
];

/** What can be a station of a flow beside layers and blocks. */
export const flowKeywords: readonly CompletionItem[] = [
  keywordItem('repeat', 'again and again', `repeat(\${1:3}) ${braces}`),
  keywordItem(
    'collect',
    'again and again, gathering what each round gives',
    `collect(\${1:i} in \${2:0..3}) ${braces}`,
  ),
  keywordItem('if', 'if condition { … } else { … }', `if \${1:condition} ${braces}`),
];

export const statementKeywords: readonly CompletionItem[] = [
  keywordItem('let', 'binds a value'),
  ...flowKeywords,
  keywordItem(
    'recur',
    'step by step over a sequence',
    `recur(\${1:x} in \${2:steps}, \${3:h} = \${4:zeros(256)}) ${braces}`,
  ),
  keywordItem('share', 'weights that several calls use'),
  keywordItem('head', 'an output by name', `head \${1:name} ${braces}`),
  keywordItem('return', 'what a block gives'),
  keywordItem('skip', 'a branch that changes nothing'),
];
