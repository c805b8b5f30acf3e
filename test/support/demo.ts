import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Problem } from '../../electron/contract/errors.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { answering } from '../../electron/demo/answering.ts';
import { show } from '../../electron/demo/demo.ts';
import { demoRouter } from '../../electron/demo/router.ts';
import { trashEntry } from '../../electron/demo/trash.ts';
import { DemoTerminals } from '../../electron/demo/terminals.ts';
import { createContext } from '../../electron/engine/create-context.ts';
import { type Paths, userPaths } from '../../electron/engine/disk/paths.ts';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import { MaestroError } from '../../electron/engine/errors.ts';
import type { State } from '../../electron/engine/state.ts';
import { findPageFile } from '../../electron/host/files.ts';
import { SECURITY_HEADERS } from '../../electron/host/headers.ts';
import { tempFolder, writeFiles } from './project.ts';

/** A host with a made-up engine that stands still, to look at the page in any state. */
export interface Demo {
  readonly url: string;
  readonly state: State;
  /** What the page asked for, as `procedure: input`, in order. */
  readonly calls: string[];
  /** Makes the next calls of a procedure fail. */
  refuse(procedure: string, problem: Problem | null): void;
  /** Lets the next calls of a procedure wait for their answer until the returned function is called. */
  hold(procedure: string): () => void;
  /** The `config.yml` of its user. */
  readonly config: string;
  /** Terminals that are open at this moment. */
  viewers(): number;
  /** Cuts every connection; `deaf` refuses new ones until it is called again with false. */
  cut(deaf?: boolean): void;
  close(): Promise<void>;
}

/** A `config.yml` with a comment, a wrong value, a key that nobody knows, and a long list. */
export const DEMO_CONFIG = `# Mine.
containers:
  prefix: maestro-   # short is good
  resources:
    memory: lots
    cpus: 4
firewall:
  allowed_domains: [api.anthropic.com, github.com, ${Array.from({ length: 12 }, (_, at) => `host-${at}.example.test`).join(', ')}]
wolpertinger: 1
`;

/** What an agent may have been told, and what a user may have called things. */
const HOSTILE_TRASH = trashEntry(`fix-${'long-'.repeat(9)}name-1`, {
  branch: `fix/${'a-very-long-name-of-a-branch-'.repeat(8)}`,
  project: `/home/ada/${'deep/'.repeat(30)}${'folder-with-a-long-name-'.repeat(5)}`,
  model: 'provider/a-model-with-quite-a-long-name-of-its-own',
  task: `<script>alert(1)</script> \u202egnp.exe ${'word '.repeat(200)}`,
});

/** Serves the built page in `folder` with the real headers, and the contract from `snapshot`. */
export async function startDemo(folder: string, snapshot: Snapshot): Promise<Demo> {
  const paths = await demoUser();
  const docker = new DockerClient({ socketPath: '/nowhere/docker.sock' });
  const { context, closing } = createContext({ paths, docker });
  // Tests look at the page as its user has it.
  show(context.state, { ...snapshot, demo: false });
  const told = new Told();
  const terminals = new DemoTerminals();
  const before = (procedure: string, input: unknown) => told.before(procedure, input);
  const router = demoRouter(context, answering(before), { pace: 'still', terminals, trash: [HOSTILE_TRASH] });
  const handler = new RPCHandler(router);
  const sockets = new Set<WebSocket>();
  let deaf = false;
  const http = createServer((request, response) => {
    void findPageFile(folder, request.url ?? '/').then((file) => {
      if (request.url === '/signed-in') response.writeHead(deaf ? 503 : 204).end();
      else if (file === undefined) response.writeHead(404, SECURITY_HEADERS).end();
      else response.writeHead(200, { ...SECURITY_HEADERS, 'Content-Type': file.type }).end(file.content);
    });
  });
  const rpc = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, socket, head) => {
    if (deaf) socket.destroy();
    else
      rpc.handleUpgrade(request, socket, head, (opened) => {
        sockets.add(opened);
        void handler.upgrade(opened, { context });
      });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    state: context.state,
    calls: told.calls,
    refuse: (procedure, problem) => told.refuse(procedure, problem),
    hold: (procedure) => told.hold(procedure),
    config: paths.config,
    viewers: () => terminals.viewers,
    cut: (next = false) => {
      deaf = next;
      for (const socket of sockets) socket.terminate();
      sockets.clear();
    },
    close: async () => {
      closing.abort();
      for (const socket of sockets) socket.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** Writes down each call, and holds and refuses it as the test says. */
class Told {
  readonly calls: string[] = [];
  readonly #refusals = new Map<string, Problem>();
  readonly #held = new Map<string, Promise<void>>();

  async before(procedure: string, input: unknown): Promise<void> {
    this.calls.push(`${procedure} ${JSON.stringify(input ?? null)}`);
    if (TYPED.has(procedure)) this.calls.push(`${procedure} ${JSON.stringify((input as { text: string }).text)}`);
    await this.#held.get(procedure);
    const problem = this.#refusals.get(procedure);
    if (problem !== undefined) throw new MaestroError(problem);
  }

  refuse(procedure: string, problem: Problem | null): void {
    if (problem === null) this.#refusals.delete(procedure);
    else this.#refusals.set(procedure, problem);
  }

  hold(procedure: string): () => void {
    let release: () => void = () => undefined;
    this.#held.set(procedure, new Promise((resolve) => (release = resolve)));
    return () => {
      this.#held.delete(procedure);
      release();
    };
  }
}

const TYPED = new Set(['terminals.write', 'terminals.paste']);

async function demoUser(): Promise<Paths> {
  const home = await tempFolder('maestro-demo');
  await writeFiles(home, { '.maestro/config.yml': DEMO_CONFIG });
  return userPaths(home);
}
