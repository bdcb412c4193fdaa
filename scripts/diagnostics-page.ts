/**
 * Writes `docs/diagnostics.md`, the page of every diagnostic, from the checker's own registry. `--check` only says
 * whether the page is current.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageFamilies } from '../server/language/pages/index.ts';
import type { DiagnosticPage, Level } from '../server/language/pages/page.ts';

const levels: { readonly [L in Level]: string } = {
  error: 'error',
  warning: 'warning',
  information: 'information',
  off: 'off unless the project asks for it',
};

/** Lines that only show how long something may become are shown by their ends. */
const shortened = (line: string): string => (line.length <= 200 ? line : `${line.slice(0, 60)} … ${line.slice(-40)}`);

const block = (text: string, language = 'nn'): string =>
  `\`\`\`${language}\n${text.replace(/\n$/, '').split('\n').map(shortened).join('\n')}\n\`\`\``;

/** What stands beside the file of an example, or holds for it. */
function circumstances({ beside = {}, configured, facts, factsInstead }: DiagnosticPage): string[] {
  const files = Object.entries(beside)
    .filter(([name]) => name !== 'page.nn')
    .map(([name, text]) => `\`${name}\`:\n\n${block(text)}`);
  const config = configured === undefined || configured === '{}' ? [] : [`\`netwright.json\`: \`${configured}\``];
  const found = facts?.problems.map(({ message }) => `In the files: ${message}`) ?? [];
  return [...files, ...config, ...found, ...(factsInstead === undefined ? dataText(facts) : [])];
}

function dataText(facts: DiagnosticPage['facts']): string[] {
  if (facts === undefined) return [];
  const { count, shape, classes } = facts;
  return [`The data has ${count?.toLocaleString('en-US')} samples of ${shape?.join('×')} in ${classes} classes.`];
}

function section(code: string, page: DiagnosticPage): string {
  const { level, title, what, why, example, instead, source, factsInstead } = page;
  const language = code.startsWith('config-') ? 'json' : 'nn';
  return [
    `### ${code}`,
    `**${title}** · ${levels[level]}`,
    what,
    why,
    block(example, language),
    ...circumstances(page),
    ...(factsInstead === undefined ? [`Instead:`, block(instead, language)] : []),
    ...(source === undefined ? [] : [`Source: ${source}.`]),
  ].join('\n\n');
}

const head = `# Diagnostics

Everything the checker says, by code. Made from \`server/language/pages\` and \`server/language/lint\` by \`node scripts/diagnostics-page.ts\`; do not edit by hand. Every example is run as a test: it has its fault, and what stands under *Instead* has none.

**In place**, a comment silences one diagnostic on its line; on a line of its own, that of the next:

\`\`\`nn
model Net {
  input(image, 7x7x3)
  maxpool(2x2)                       # netwright: allow(window-does-not-fit)
}
\`\`\`

**For a project**, \`netwright.json\` beside the model files or above them says how grave a code is: \`error\`, \`warning\`, \`information\` or \`off\`. The nearest one holds, in the editor and on the command line alike:

\`\`\`json
{
  "severities": { "unused-let": "off", "most-parameters-in-one-dense": "warning" },
  "limits": { "deviceMemory": "8 GiB" }
}
\`\`\`

Advice is given only on what is sound: where a model has an error, its rules wait until it is mended. Rules that would speak of famous networks as they were published are off by default, or speak only of a model that a \`train\` in the file trains.`;

/** The page as Markdown, by family. */
export function diagnosticsPage(): string {
  const families = Object.entries(pageFamilies);
  const contents = families.map(
    ([family, pages]) =>
      `- ${family}: ${Object.keys(pages)
        .map((code) => `[${code}](#${code})`)
        .join(', ')}`,
  );
  const sections = families.flatMap(([family, pages]) => [
    `## ${family}`,
    ...Object.entries(pages).map(([code, page]) => section(code, page)),
  ]);
  return `${[head, contents.join('\n'), ...sections].join('\n\n')}\n`;
}

export const diagnosticsPagePath = join(import.meta.dirname, '..', 'docs', 'diagnostics.md');

if (import.meta.main) {
  if (!process.argv.includes('--check')) writeFileSync(diagnosticsPagePath, diagnosticsPage());
  else if (readFileSync(diagnosticsPagePath, 'utf8') !== diagnosticsPage()) {
    console.error('docs/diagnostics.md is not what the checker says; run `node scripts/diagnostics-page.ts`.');
    process.exitCode = 1;
  }
}
