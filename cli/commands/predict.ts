import { DataError } from '../../engine/data/samples.ts';
import { photoReader } from '../../engine/evaluation/photos.ts';
import { type HeadPrediction, predict as predictImage } from '../../engine/evaluation/predict.ts';
import { networkOf } from '../../engine/evaluation/trained.ts';
import { FormatError } from '../../formats/reader.ts';
import { backendOf, backendOption } from '../backend-option.ts';
import { type Command, flag, textOption } from '../command.ts';
import { checkpointOption, onBackend, openRun } from '../open-run.ts';
import { leaveOnSignal } from '../signals.ts';
import { exitCodes, UsageError } from '../terminal/exit.ts';
import { err, out } from '../terminal/output.ts';
import { wholeNumber } from '../whole-number.ts';

const TOP = 5;
const MOST_NUMBERS = 8;

interface Seen {
  readonly image: string;
  readonly heads: readonly HeadPrediction[];
}

export const predict: Command = {
  name: 'predict',
  usage: 'predict RUN IMAGE… [--top K] [--checkpoint best|last|FILE] [--backend B] [--json]',
  doc: 'Says what the network of a run sees in images: the likeliest classes. Images are scaled, cut and normalized as in the evaluation of the run.',
  options: {
    top: { type: 'string', value: 'K', doc: `so many classes of each image (${TOP})` },
    checkpoint: checkpointOption,
    backend: backendOption,
    json: { type: 'boolean', doc: 'one JSON document' },
  },
  async run(invocation) {
    const [folder, ...images] = invocation.positionals;
    if (folder === undefined || images.length === 0)
      throw new UsageError('predict takes the folder of a run and images: netwright predict RUN IMAGE…');
    const top = wholeNumber(invocation, 'top', TOP);
    const requested = backendOf(invocation);
    const json = flag(invocation, 'json');
    const trained = openRun(folder, textOption(invocation, 'checkpoint'));
    const { job } = trained;
    leaveOnSignal();
    const seen: Seen[] = [];
    const errors: { image: string; reason: string }[] = [];
    const show = (image: string, heads: readonly HeadPrediction[]) => {
      seen.push({ image, heads });
      if (!json) out(described({ image, heads }));
    };
    await onBackend(job, requested, async (backend) => {
      const reader = await photoReader(trained);
      if (reader.unnamed !== null) err(`Classes are called by their numbers: ${reader.unnamed}`);
      const network = await networkOf(backend, trained, job.settings.data);
      try {
        for (const image of images) {
          const photo = await reader.read(image).catch((error: unknown) => {
            if (!(error instanceof DataError || error instanceof FormatError)) throw error;
            errors.push({ image, reason: error.message });
            err(error.message.includes(image) ? error.message : `${image}: ${error.message}`);
            return null;
          });
          if (photo !== null)
            show(image, await predictImage(network, trained, photo, { classes: reader.classes, top }));
        }
      } finally {
        network.dispose();
      }
    });
    if (json)
      out(
        JSON.stringify({ version: 1, model: job.graph.model, checkpoint: trained.file, images: seen, errors }, null, 2),
      );
    return errors.length > 0 ? exitCodes.input : exitCodes.fine;
  },
};

function described({ image, heads }: Seen): string {
  const named = heads.length > 1;
  return [image, ...heads.flatMap((head) => [...(named ? [`  ${head.head}`] : []), ...linesOf(head)])].join('\n');
}

function linesOf({ guesses, numbers }: HeadPrediction): readonly string[] {
  if (guesses === null) {
    const { shape, values } = numbers ?? { shape: [], values: [] };
    const rest = values.length > MOST_NUMBERS ? ` … (${shape.join('×')}; --json has all)` : '';
    return [
      `  ${values
        .slice(0, MOST_NUMBERS)
        .map((value) => value.toPrecision(4))
        .join('  ')}${rest}`,
    ];
  }
  const width = Math.max(...guesses.map(({ name }) => name.length));
  return guesses.map(({ name, score, probability }) => {
    const value = probability === null ? `score ${score.toFixed(3)}` : `${(100 * probability).toFixed(2).padStart(6)}%`;
    return `  ${name.padEnd(width)}  ${value}`;
  });
}
