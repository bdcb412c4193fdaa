/** The extension at the other end of a webview. Outside the editor (a test, a plain page) messages go to the window itself. */
interface VsCodeApi<State> {
  postMessage(message: unknown): void;
  getState(): State | undefined;
  setState(state: State): void;
}

declare global {
  interface Window {
    acquireVsCodeApi?: <State>() => VsCodeApi<State>;
  }
}

export interface Host<From, State> {
  post(message: From): void;
  /** Kept by the editor over a reload of its window. */
  setState(state: State): void;
}

/** Connects a view: `receive` is called with every message of the extension. */
export function connectHost<To, From, State>(receive: (message: To) => void): Host<From, State> {
  const api = window.acquireVsCodeApi?.<State>();
  window.addEventListener('message', ({ data }: MessageEvent<To>) => receive(data));
  return {
    post: (message) => api?.postMessage(message),
    setState: (state) => api?.setState(state),
  };
}

export function assertNever(value: never): never {
  throw new Error(`unknown message: ${JSON.stringify(value)}`);
}
