/** The training panel: asks for the whole state when it mounts, then folds in what is new and draws it. */
import { provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';
import type { FromTrainingView, ToTrainingView } from '../protocol/training.ts';
import { connectHost } from '../shared/host.ts';
import { onThemeChange } from '../shared/theme.ts';
import './style.css';
import { TrainingModel } from './model.ts';
import { TrainingView } from './view.ts';

provideVSCodeDesignSystem().register(vsCodeButton());

const model = new TrainingModel();
let scheduled = false;

const host = connectHost<ToTrainingView, FromTrainingView, { folder: string }>((message) => {
  model.receive(message);
  if (message.type === 'state') host.setState({ folder: message.folder });
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    view.update(model);
  });
});
const view = new TrainingView((message) => host.post(message));
document.getElementById('root')?.append(view.node);
onThemeChange(() => view.redraw());
view.update(model);
host.post({ type: 'ready' });
