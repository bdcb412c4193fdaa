/**
 * The page of a webview: one script, one style sheet, and a policy that allows nothing else. The toolkit tries an empty
 * style element when it starts; it takes the nonce for it from the page.
 */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

export function pageOf(webview: vscode.Webview, extension: vscode.Uri, panel: string, title: string): string {
  const nonce = randomBytes(16).toString('base64');
  const uri = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', 'webviews', file));
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${uri(`${panel}.css`)}">
<title>${title}</title>
</head>
<body>
<main id="root"></main>
<script type="module" nonce="${nonce}" src="${uri(`${panel}.js`)}"></script>
</body>
</html>`;
}
