import { app, dialog } from 'electron';
import type { Host } from '../host/host.ts';
import { quitQuestion, runningOf } from './quit-words.ts';
import { rememberForGood, rememberOn } from './window.ts';

/** How long quitting waits for the engine's connections. */
const CLOSE_MS = 5_000;

/** Lets quitting say what keeps running, and ends the host before the process ends. */
export function guardQuit(host: Host): void {
  const question = new Question(host);
  app.on('before-quit', (event) => {
    rememberForGood();
    if (question.mayQuit()) return;
    event.preventDefault();
    rememberOn();
    void question.ask();
  });
  // Whoever ends the process from outside has decided. A library ends it at once where only itself listens.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => question.skip());
  closeBeforeQuit(host);
}

class Question {
  readonly #host: Host;
  #isDecided = false;
  #isOpen = false;
  #isStopping = false;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Whoever quits once more does not wait for what stops. */
  mayQuit(): boolean {
    return this.#isDecided || this.#isStopping || this.#running().length === 0;
  }

  skip(): void {
    this.#isDecided = true;
    app.quit();
  }

  async ask(): Promise<void> {
    if (this.#isOpen) return;
    this.#isOpen = true;
    const { message, detail, buttons } = quitQuestion(this.#running());
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message,
      detail,
      buttons: [...buttons],
      defaultId: 0,
      cancelId: 2,
      noLink: true,
    });
    this.#isDecided = response === 0 || (response === 1 && (await this.#stopAll()));
    this.#isOpen = false;
    if (this.#isDecided) app.quit();
  }

  #running(): ReturnType<typeof runningOf> {
    return runningOf(this.#host.engine.context.state.snapshot.containers);
  }

  /** The windows show how far it is. Answers whether all of them stopped. */
  async #stopAll(): Promise<boolean> {
    const { client } = this.#host.engine;
    this.#isStopping = true;
    const ends = await Promise.allSettled(this.#running().map(({ name }) => client.containers.stop({ name })));
    this.#isStopping = false;
    const failures = ends.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []));
    if (failures.length > 0) dialog.showErrorBox('Maestro goes on: not everything stopped', failures.join('\n'));
    return failures.length === 0;
  }
}

function closeBeforeQuit(host: Host): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    const deadline = new Promise((resolve) => setTimeout(resolve, CLOSE_MS));
    void Promise.race([host.close(), deadline]).finally(() => {
      closed = true;
      app.quit();
    });
  });
}
