/** The process of the language server: `--stdio` for any editor, `--node-ipc` for VS Code. */
import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './connection.ts';

// What is kept changes little from check to check: the old heap need not grow by half before it is swept.
setFlagsFromString('--heap-growing-percent=20');

serve(createConnection(ProposedFeatures.all));
