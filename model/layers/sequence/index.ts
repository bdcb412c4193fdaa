/** Layers over steps. */
import { attend } from './attend.ts';
import { attention } from './attention.ts';
import { embed } from './embed.ts';
import { gru } from './gru.ts';
import { gru_cell } from './gru-cell.ts';
import { lstm } from './lstm.ts';
import { lstm_cell } from './lstm-cell.ts';
import { one_hot } from './one-hot.ts';
import { positional } from './positional.ts';
import { recur } from './recur.ts';
import { recur_state } from './recur-state.ts';
import { recur_step } from './recur-step.ts';
import { rnn } from './rnn.ts';
import { rnn_cell } from './rnn-cell.ts';

export const sequenceLayers = {
  embed,
  one_hot,
  positional,
  rnn,
  lstm,
  gru,
  rnn_cell,
  lstm_cell,
  gru_cell,
  recur,
  recur_state,
  recur_step,
  attention,
  attend,
} as const;
