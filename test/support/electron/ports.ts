import { EventEmitter } from 'node:events';
import type { CDPSession } from 'playwright-core';

/** The world of the preload script, apart from the page’s own as in Electron. */
const WORLD = 'preload';
const BINDING = 'standInToMain';

/** What preload’s world tells. */
export type Told =
  | { readonly kind: 'ipc'; readonly channel: string; readonly message: unknown; readonly ports: number[] }
  | { readonly kind: 'message'; readonly port: number; readonly data: unknown }
  | { readonly kind: 'close'; readonly port: number };

/** One end of a MessagePort whose other end lives in chromium. */
export class Port extends EventEmitter {
  readonly #send: (order: 'message' | 'close', data: unknown) => void;
  #waiting: unknown[] | null = [];

  constructor(send: (order: 'message' | 'close', data: unknown) => void) {
    super();
    this.#send = send;
  }

  postMessage(message: unknown): void {
    this.#send('message', message);
  }

  start(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const data of waiting) this.emit('message', { data, ports: [] });
  }

  close(): void {
    this.#send('close', null);
    this.emit('close');
  }

  /** What the page posted: kept until the port is started. */
  received(data: unknown): void {
    if (this.#waiting === null) this.emit('message', { data, ports: [] });
    else this.#waiting.push(data);
  }
}

/** Runs a preload script in each document of a page, and hears what it tells. `begun`: a document begins. */
export async function runPreload(
  session: CDPSession,
  source: string,
  { told, begun }: { told: (message: Told) => void; begun: () => void },
): Promise<(port: number, order: 'message' | 'close', data: unknown) => void> {
  let world: number | undefined;
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name !== WORLD) return;
    world = context.id;
    begun();
  });
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name === BINDING && executionContextId === world) told(JSON.parse(payload) as Told);
  });
  await session.send('Runtime.enable');
  await session.send('Page.enable');
  await session.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD });
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: worldScript(source), worldName: WORLD });
  return (port, order, data) => {
    const expression = `standInFromMain(${JSON.stringify([port, order, data])})`;
    // A page that is gone hears nothing, as in Electron.
    if (world !== undefined) void session.send('Runtime.evaluate', { expression, contextId: world }).catch(() => null);
  };
}

function worldScript(preload: string): string {
  return `(() => {
  const ports = new Map();
  let last = 0;
  const tell = (message) => globalThis.${BINDING}(JSON.stringify(message));
  globalThis.standInFromMain = ([id, order, data]) => {
    if (order === 'message') ports.get(id)?.postMessage(data);
    else ports.get(id)?.close();
  };
  const keep = (port) => {
    const id = (last += 1);
    ports.set(id, port);
    port.onmessage = ({ data }) => tell({ kind: 'message', port: id, data });
    port.onclose = () => tell({ kind: 'close', port: id });
    return id;
  };
  const ipcRenderer = {
    postMessage: (channel, message, transfer = []) => tell({ kind: 'ipc', channel, message, ports: transfer.map(keep) }),
  };
  const require = (name) => {
    if (name === 'electron') return { ipcRenderer };
    throw new Error('a sandboxed preload cannot load ' + name);
  };
  const module = { exports: {} };
  ((exports) => { ${preload}
  })(module.exports);
})();`;
}
