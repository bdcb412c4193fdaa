import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const EXTENSION = 'netwright.netwright';

/** The diagnostics of a document, as soon as they are as many as expected. */
async function diagnosticsOf(uri: vscode.Uri, count: number): Promise<vscode.Diagnostic[]> {
  while (vscode.languages.getDiagnostics(uri).length !== count) {
    await new Promise<void>((resolve) => {
      const listening = vscode.languages.onDidChangeDiagnostics(() => {
        listening.dispose();
        resolve();
      });
    });
  }
  return vscode.languages.getDiagnostics(uri);
}

describe('the extension', () => {
  let uri: vscode.Uri;
  let document: vscode.TextDocument;
  const whole = () => new vscode.Range(0, 0, document.lineCount, 0);

  before(async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    uri = vscode.Uri.joinPath(folder.uri, 'lenet.nn');
    document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await vscode.extensions.getExtension(EXTENSION)?.activate();
  });

  it('takes .nn files as its own', () => assert.equal(document.languageId, 'netwright'));

  it('is active and has registered the commands of its manifest', async () => {
    const extension = vscode.extensions.getExtension(EXTENSION);
    assert.equal(extension?.isActive, true);
    const known = await vscode.commands.getCommands(true);
    for (const { command } of extension.packageJSON.contributes.commands) assert.ok(known.includes(command), command);
  });

  it('shows shapes, totals and an outline', async () => {
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      uri,
      whole(),
    );
    assert.equal(hints.length, 13);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
    assert.ok(lenses.some(({ command }) => command?.title === '▶ Train'));
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['LeNet5', 'digits', 'LeNet5'],
    );
  });

  it('checks while typing, and its quick fix mends', async () => {
    const editor = await vscode.window.showTextDocument(document);
    const at = document.positionAt(document.getText().indexOf('conv(16, 5x5)') + 'conv(16, 5x5'.length);
    await editor.edit((edit) => edit.insert(at, ', stride=4'));
    // The pool behind it then warns of its own fault: 3×3 under 2×2.
    const diagnostic = (await diagnosticsOf(uri, 2)).find(
      ({ severity }) => severity === vscode.DiagnosticSeverity.Error,
    );
    assert.match(diagnostic?.message ?? '', /\(14 − 5\)\/4 \+ 1 = 3\.25/);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      diagnostic?.range,
    );
    const fix = actions.find(({ title }) => title === 'Set stride=1 ⟶ 10×10×16');
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    await diagnosticsOf(uri, 0);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('checks a document that was never saved', async () => {
    const untitled = await vscode.workspace.openTextDocument({
      language: 'netwright',
      content: 'model A {\n  input(x, 8x8x1)\n  dense(10)\n}\n',
    });
    const [diagnostic] = await diagnosticsOf(untitled.uri, 1);
    // The code leads to its page.
    const { code } = diagnostic ?? {};
    assert.equal(typeof code === 'object' ? code.value : code, 'dense-on-image');
  });

  describe('with blocks in other files', () => {
    let stems: vscode.TextDocument;
    const at = (needle: string) => stems.positionAt(stems.getText().indexOf(needle) + 1);

    before(async () => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder);
      stems = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, 'stems.nn'));
      await vscode.window.showTextDocument(stems);
    });

    it('goes to definitions and finds symbols there', async () => {
      const [location] = await vscode.commands.executeCommand<vscode.Location[]>(
        'vscode.executeDefinitionProvider',
        stems.uri,
        at('Stem(width);'),
      );
      assert.match(location?.uri.path ?? '', /\/blocks\/stem\.nn$/);
      const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
        'vscode.executeWorkspaceSymbolProvider',
        'Stem',
      );
      assert.deepEqual(symbols.map(({ name }) => name).sort(), ['Stem', 'Stems']);
    });

    it('renames across files', async () => {
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        stems.uri,
        at('Stem(width);'),
        'Cell',
      );
      assert.deepEqual(
        edit
          .entries()
          .map(([file, edits]) => [file.path.split('/').at(-1), edits.length])
          .sort(),
        [
          ['stem.nn', 1],
          ['stems.nn', 3],
        ],
      );
    });

    it('rewrites imports when a file is renamed', async () => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder);
      const edit = new vscode.WorkspaceEdit();
      const from = vscode.Uri.joinPath(folder.uri, 'blocks', 'stem.nn');
      edit.renameFile(from, vscode.Uri.joinPath(folder.uri, 'blocks', 'cell.nn'));
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.match(stems.getText(), /from "\.\/blocks\/cell\.nn"/);
      await diagnosticsOf(stems.uri, 0);
    });

    it('speaks of the instantiation that is chosen', async () => {
      const title = async () => {
        const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
          'vscode.executeCodeLensProvider',
          stems.uri,
        );
        return lenses.flatMap(({ command }) => (/ of 2$/.test(command?.title ?? '') ? [command?.title] : []));
      };
      assert.deepEqual(await title(), ['3→4 at 8×8, 1 of 2']);
      await vscode.commands.executeCommand('netwright.chooseInstantiation', stems.uri.toString(), 'Two', 1);
      assert.deepEqual(await title(), ['4→8 at 8×8, 2 of 2']);
    });

    it('formats', async () => {
      const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
        'vscode.executeFormatDocumentProvider',
        stems.uri,
        { tabSize: 2, insertSpaces: true },
      );
      assert.deepEqual(edits ?? [], []);
    });
  });
});
