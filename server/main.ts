/** The process of the language server: `--stdio` for any editor, `--node-ipc` for VS Code. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './connection.ts';
import { tidyWhenQuiet } from './tidy.ts';

tidyWhenQuiet();
serve(createConnection(ProposedFeatures.all));
