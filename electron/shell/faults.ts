import { type BrowserWindow, dialog, shell } from 'electron';

/** Where faults of windows are told. */
export interface FaultLog {
  readonly log: { error(about: object, message: string): void };
  readonly logFile: string;
}

const AGENTS_GO_ON = 'Agents go on in their containers, and nothing that was saved is lost.';

/** Says when a window's page ended by itself or does not answer, and loads it again where its user wishes. */
export function watchFaults(window: BrowserWindow, { log, logFile }: FaultLog): void {
  const contents = window.webContents;
  contents.on('render-process-gone', (_, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log.error({ reason, exitCode }, 'a window’s page ended by itself');
    void offerReload(window, logFile, {
      message: 'This window stopped working.',
      detail: `Its page ended by itself: ${reason}, exit code ${exitCode}. ${AGENTS_GO_ON}\nThe log: ${logFile}`,
    });
  });
  let answered = new AbortController();
  window.on('unresponsive', () => {
    log.error({}, 'a window’s page does not answer');
    answered = new AbortController();
    void offerReload(window, logFile, {
      message: 'This window does not answer.',
      detail: `It may yet. ${AGENTS_GO_ON}\nThe log: ${logFile}`,
      signal: answered.signal,
    });
  });
  window.on('responsive', () => answered.abort());
}

interface Fault {
  readonly message: string;
  readonly detail: string;
  /** Ends the question where it is no longer one. */
  readonly signal?: AbortSignal;
}

async function offerReload(window: BrowserWindow, logFile: string, fault: Fault): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    ...fault,
    buttons: ['Load it again', 'Leave it', 'Show the log'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (response === 2) {
    shell.showItemInFolder(logFile);
    await offerReload(window, logFile, fault);
  } else if (response === 0 && !window.isDestroyed()) window.webContents.reload();
}
