import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configSchema, configSchemaPath } from './config-schema.ts';

describe('schemas/netwright.schema.json', () => {
  it('is what the settings say (`node scripts/config-schema.ts` writes it)', () => {
    assert.equal(readFileSync(configSchemaPath, 'utf8'), configSchema());
  });

  it('is what the editor checks netwright.json by', () => {
    const root = join(import.meta.dirname, '..');
    const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    assert.deepEqual(contributes.jsonValidation, [
      { fileMatch: 'netwright.json', url: './schemas/netwright.schema.json' },
    ]);
  });
});
