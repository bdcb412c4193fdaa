/**
 * Writes `schemas/netwright.schema.json`, by which editors complete and check a `netwright.json`, from the settings and
 * codes themselves. `--check` only says whether it is current.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultLimits, limitNames, limitSettings } from '../server/language/config/limits.ts';
import { pages } from '../server/language/pages/index.ts';

/** JSON Schema, draft 7, which VS Code reads. */
export function configSchema(): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Netwright',
    description: 'What holds for the models in this folder and below: severities of diagnostics, and limits.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      severities: {
        description: 'How grave each diagnostic is, by code.',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          Object.entries(pages).map(([code, { title, level }]) => [
            code,
            { description: `${title}.`, default: level, enum: ['error', 'warning', 'information', 'off'] },
          ]),
        ),
      },
      limits: {
        description: 'Bounds of models and of the device.',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          limitNames.map((name) => {
            const { doc, type, minimum, maximum } = limitSettings[name];
            const { [name]: value } = defaultLimits;
            const bounds = { minimum, ...(maximum === undefined ? {} : { maximum }) };
            return [name, { description: doc, type, ...bounds, ...(value === null ? {} : { default: value }) }];
          }),
        ),
      },
    },
  };
  return `${onLines(JSON.stringify(schema, null, 2))}\n`;
}

/** Short lists on one line, as the formatter has them. */
const onLines = (json: string): string =>
  json.replace(/\[\s+("[^[\]{}]*")\s+\]/g, (_, inner: string) => `[${inner.split(/,\s+/).join(', ')}]`);

export const configSchemaPath = join(import.meta.dirname, '..', 'schemas', 'netwright.schema.json');

if (import.meta.main) {
  if (!process.argv.includes('--check')) writeFileSync(configSchemaPath, configSchema());
  else if (readFileSync(configSchemaPath, 'utf8') !== configSchema()) {
    console.error('schemas/netwright.schema.json is not current; run `node scripts/config-schema.ts`.');
    process.exitCode = 1;
  }
}
