/** What is said of `netwright.json` and of `allow`. */
import type { DiagnosticPage } from './page.ts';
import { model } from './text.ts';

export const configPages = {
  'allow-unused': {
    level: 'information',
    title: 'An `allow` that silences nothing',
    what: 'A comment `# netwright: allow(code)` names a diagnostic that is not said on its line (on a line of its own: on the next line with text), or one that does not exist.',
    why: 'What it was for has gone, or is misspelled; left standing, it would hide the same fault when it comes back.',
    example: model('28x28x1', 'relu                             # netwright: allow(window-does-not-fit)'),
    instead: model('7x7x3', 'maxpool(2x2)                     # netwright: allow(window-does-not-fit)'),
    configured: '{}',
  },
  'config-not-json': {
    level: 'error',
    title: 'A `netwright.json` that cannot be read',
    what: 'The file is no JSON: a comma, colon, bracket or quotation mark is missing or one too many.',
    why: 'None of it holds until it is mended.',
    example: '{ "severities": { "unused-let": "off", } }',
    instead: '{ "severities": { "unused-let": "off" } }',
  },
  'config-unknown-key': {
    level: 'error',
    title: 'A name in `netwright.json` that is not known',
    what: 'The file has a setting or limit that there is not, or gives a severity to a diagnostic that does not exist (a warning).',
    why: 'It has no effect. The rest of the file holds.',
    example: '{ "severity": { "unused-let": "off" } }',
    instead: '{ "severities": { "unused-let": "off" } }',
  },
  'config-wrong-value': {
    level: 'error',
    title: 'A value in `netwright.json` that is not taken',
    what: 'A severity is none of error, warning, information and off, or a limit is no number of its kind.',
    why: 'It has no effect. The rest of the file holds.',
    example: '{ "limits": { "deviceMemory": "much" } }',
    instead: '{ "limits": { "deviceMemory": "8 GiB" } }',
  },
} as const satisfies Readonly<Record<string, DiagnosticPage>>;
