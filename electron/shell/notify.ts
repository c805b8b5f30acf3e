import { Notification } from 'electron';
import type { Container } from '../contract/containers.ts';
import type { Notice } from '../contract/notices.ts';
import type { Host } from '../host/host.ts';
import { type Waiting, waitingFor, waysToAnswer } from './notice-rules.ts';
import { containerHash, type TrayAnswer } from './tray-rows.ts';

type Containers = Readonly<Record<string, Container>>;

/** Shows notices of the system: answered in place where the system can, opened by a click, gone with their reason. */
export class Notices {
  readonly #open: (hash: string) => void;
  /** Those on screen, each with what it asks; one that nobody holds would lose its click. */
  readonly #shown = new Map<Notification, Waiting>();

  constructor(open: (hash: string) => void) {
    this.#open = open;
  }

  show(notice: Notice, host: Host): void {
    const { snapshot } = host.engine.context.state;
    const waiting = waitingFor(notice, snapshot.containers);
    const { title, body } = notice;
    const notification = new Notification({ title, body, ...waysToAnswer(waiting) });
    this.#shown.set(notification, waiting);
    notification.on('click', () => this.#open(placeOf(notice)));
    notification.on('close', () => this.#shown.delete(notification));
    notification.on('action', (_, index) => this.#answerFirst(host, waiting, String(index + 1)));
    notification.on('reply', (_, reply) => this.#answerFirst(host, waiting, reply));
    notification.show();
  }

  /** Takes away those whose every question was answered meanwhile. */
  withdraw(containers: Containers): void {
    for (const [notification, waiting] of [...this.#shown]) {
      if (waiting.length === 0 || waiting.some(({ name, at }) => containers[name]?.attention?.at === at)) continue;
      this.#shown.delete(notification);
      notification.close();
    }
  }

  /** Answers who asked at that time; what does not arrive is said, and a click leads to who asked. */
  answer({ engine }: Host, { name, text, at }: TrayAnswer): void {
    engine.client.talk.answer({ name, text, at }).catch((error: unknown) => {
      engine.context.log.error({ err: error, name }, 'an answer did not arrive');
      const body = error instanceof Error ? error.message : String(error);
      const told = new Notification({ title: 'Your answer did not arrive', body });
      this.#shown.set(told, []);
      told.on('click', () => this.#open(containerHash(name)));
      told.on('close', () => this.#shown.delete(told));
      told.show();
    });
  }

  #answerFirst(host: Host, [asking]: Waiting, text: string): void {
    if (asking !== undefined) this.answer(host, { name: asking.name, at: asking.at, text });
  }
}

function placeOf({ containers: [first, ...others] }: Notice): string {
  if (first === undefined) return '#/fleet';
  return others.length > 0 ? '#/inbox' : containerHash(first);
}
