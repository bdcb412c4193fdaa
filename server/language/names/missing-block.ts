/** `repeat(3)` without braces: a loop that lacks its block, as nothing else has that name. */
import type { QuickFix, Range } from '../analysis.ts';
import type { Reporter } from '../evaluate/reporter.ts';
import type { Body, JoinStage, LoopStage, Stage, Statement } from '../syntax/tree.ts';

const examples: Readonly<Record<string, string>> = {
  repeat: 'repeat(3) { … }',
  collect: 'collect(i in 0..3) { … }',
  recur: 'recur(w in steps, h = start) { … }',
};

/** Whether what nothing is called is the word of a loop. */
export const isLoopWord = (name: string): boolean => Object.hasOwn(examples, name);

const messageOf = (word: string) => `${word} runs a block, which is missing here: ${examples[word]}.`;

/** `repeat(3) conv(8, 3x3)`: what stands behind it is meant to be the block. */
export function sayBareBody({ keyword, body }: LoopStage, reporter: Reporter): void {
  reporter.say('block-not-opened', keyword, messageOf(keyword.text), {
    fixes: body.statements.length === 0 ? [] : [braces(keyword.text, body.start, body)],
  });
}

/** `repeat(3) -> conv(8, 3x3)`, or `repeat(3)` alone in its line: what follows is probably meant. */
export function sayMissingBlock(stage: Stage, word: Range & { readonly text: string }, place: Place): void {
  const { statement, body, reporter } = place;
  const behind = stagesBehind(stage, statement);
  const next = body.statements[body.statements.indexOf(statement) + 1];
  const called = stage.kind === 'expression' && stage.value.kind === 'call' && (stage.value.args?.length ?? 0) > 0;
  const fixes: QuickFix[] = [];
  if (called && behind !== undefined) fixes.push(braces(word.text, stage.end, behind));
  else if (called && next !== undefined) fixes.push(braces(word.text, stage.end, { start: stage.end, end: next.end }));
  reporter.say('block-not-opened', word, messageOf(word.text), { fixes });
}

export interface Place {
  readonly statement: Statement;
  readonly body: Body;
  readonly reporter: Reporter;
}

function stagesBehind(stage: Stage, statement: Statement): Range | undefined {
  if (statement.kind !== 'flow') return undefined;
  const [first] = statement.stages.slice(statement.stages.indexOf(stage) + 1);
  return first === undefined ? undefined : { start: first.start, end: statement.end };
}

/** `repeat { … }` */
export function sayMissingOver({ callee }: JoinStage, reporter: Reporter): void {
  const { text } = callee;
  reporter.say('missing-argument', callee, `${text} is not told what it runs over: ${examples[text]}.`);
}

/** Puts a range in braces; what lies between `from` and it, an arrow, goes. */
function braces(word: string, from: number, { start, end }: Range): QuickFix {
  const changes = [
    { start: from, end: start, text: ' { ' },
    { start: end, end, text: ' }' },
  ];
  return { title: `Make what follows the block of ${word}`, changes };
}
