import { embed } from './embed.ts';
import { gru, gru_cell } from './gru.ts';
import { lstm, lstm_cell } from './lstm.ts';
import { one_hot } from './one-hot.ts';
import { positional } from './positional.ts';
import { rnn, rnn_cell } from './rnn.ts';

export const sequenceRuns = { embed, one_hot, positional, rnn, lstm, gru, rnn_cell, lstm_cell, gru_cell };
