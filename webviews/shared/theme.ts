/** The editor's colours as a chart needs them: resolved, and again when the theme changes. */
export interface Colors {
  readonly foreground: string;
  readonly muted: string;
  readonly grid: string;
  readonly train: string;
  readonly validation: string;
}

export function readColors(): Colors {
  const style = getComputedStyle(document.body);
  const color = (...names: string[]) =>
    names.map((name) => style.getPropertyValue(name).trim()).find((value) => value !== '') ?? 'currentColor';
  return {
    foreground: color('--vscode-foreground'),
    muted: color('--vscode-descriptionForeground', '--vscode-foreground'),
    // Faint in every theme: a high-contrast one has no faint colour of its own.
    grid: `color-mix(in srgb, ${color('--vscode-foreground')} 15%, transparent)`,
    train: color('--vscode-charts-blue'),
    validation: color('--vscode-charts-yellow'),
  };
}

/** The editor names its theme in the class and data of the body. */
export function onThemeChange(changed: () => void): void {
  new MutationObserver(changed).observe(document.body, {
    attributes: true,
    attributeFilter: ['class', 'data-vscode-theme-id'],
  });
}
