/** Examples of pages, written short: one statement a line. */

/** A model of one input. */
export const model = (input: string, ...statements: readonly string[]): string =>
  `model Net {\n${[`input(image, ${input})`, ...statements].map((line) => `  ${line}\n`).join('')}}\n`;

/** A classifier of digits with data, trained with these settings. */
export const trained = (...settings: readonly string[]): string => `model Net {
  input(image, 28x28x1)
  flatten
  dense(10)
}
data digits { source = mnist("data"); split = holdout(val=5000) }
train Net on digits {
${settings.map((line) => `  ${line}\n`).join('')}}
`;
