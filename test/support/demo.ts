import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { implement, ORPCError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Container } from '../../electron/contract/containers.ts';
import type { Problem } from '../../electron/contract/errors.ts';
import { contract } from '../../electron/contract/index.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { findPageFile } from '../../electron/host/files.ts';
import { SECURITY_HEADERS } from '../../electron/host/headers.ts';
import type { Paths } from '../../electron/engine/disk/paths.ts';
import { State } from '../../electron/engine/state.ts';
import { demoLines, demoScreen } from './demoTerminal.ts';
import { demoProviders, demoRefreshed, demoSignIn } from './demoCredentials.ts';
import { demoActivity } from './demoActivity.ts';
import { demoLoad } from './demoLoad.ts';
import { demoLedger, demoNetwork } from './demoNetwork.ts';
import { demoPullRequests } from './demoPullRequests.ts';
import { demoComments } from './demoComments.ts';
import { demoReview } from './demoReview.ts';
import { demoDiagnostics, demoSettings, demoUser } from './demoSettings.ts';
import { demoOwnImage } from './demoOwnImage.ts';
import { demoStorage } from './demoStorage.ts';
import { demoTalk } from './demoTalk.ts';
import { demoUsage } from './demoUsage.ts';
import { creation, phasesAt } from './demoFleet.ts';

/** A host with a made-up engine, to look at the page in any state. */
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

/** Serves the built page in `folder` with the real headers, and the contract from `snapshot`. */
export async function startDemo(folder: string, snapshot: Snapshot): Promise<Demo> {
  const state = new State(snapshot);
  const calls: string[] = [];
  const refusals = new Map<string, Problem>();
  const held = new Map<string, Promise<void>>();
  const viewers = new Set<string>();
  const paths = await demoUser();
  const handler = new RPCHandler(demoRouter(state, { calls, refusals, held, viewers, paths }));
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
        void handler.upgrade(opened);
      });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    state,
    calls,
    refuse: (procedure, problem) => {
      if (problem === null) refusals.delete(procedure);
      else refusals.set(procedure, problem);
    },
    hold: (procedure) => {
      let release: () => void = () => undefined;
      held.set(procedure, new Promise((resolve) => (release = resolve)));
      return () => {
        held.delete(procedure);
        release();
      };
    },
    config: paths.config,
    viewers: () => viewers.size,
    cut: (next = false) => {
      deaf = next;
      for (const socket of sockets) socket.terminate();
      sockets.clear();
    },
    close: async () => {
      for (const socket of sockets) socket.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

interface Parts {
  readonly calls: string[];
  readonly refusals: ReadonlyMap<string, Problem>;
  readonly held: ReadonlyMap<string, Promise<void>>;
  /** Ids of the terminals that are open. */
  readonly viewers: Set<string>;
  readonly paths: Paths;
}

/** The contract, of which each call is written down, held and refused as the test says. */
export function demoContract({ calls, refusals, held }: Parts) {
  return implement(contract).use(async ({ next, path }, input) => {
    const procedure = path.join('.');
    calls.push(`${procedure} ${JSON.stringify(input ?? null)}`);
    await held.get(procedure);
    const problem = refusals.get(procedure);
    if (problem === undefined) return next();
    throw new ORPCError('PROBLEM', { defined: true, message: problem.sentence, data: problem });
  });
}

function demoRouter(state: State, parts: Parts) {
  const demo = demoContract(parts);
  const get = (name: string) => {
    const found = state.snapshot.containers[name];
    if (found === undefined) throw new Error(`No container ${name}.`);
    return found;
  };
  const change = (name: string, fields: Partial<Container>) => {
    const changed = { ...get(name), ...fields };
    state.change({ containers: { [name]: changed } });
    return changed;
  };
  const storage = demoStorage(state, demo);
  const names = () => Object.values(state.snapshot.containers).map(({ name }) => name);
  return {
    snapshot: { watch: demo.snapshot.watch.handler(({ signal }) => state.watch(signal)) },
    containers: {
      create: demo.containers.create.handler(async ({ input }) => {
        const now = Date.now();
        const made = creation(input.id, {
          project: input.project,
          task: input.task,
          agent: input.agent,
          branch: input.branch ?? 'feat/from-the-task',
          phases: phasesAt('copy', now, { bytes: { sent: 20_000_000, total: 184_000_000 } }),
        });
        state.change({ creations: { [input.id]: made } });
        return new Promise<never>(() => undefined);
      }),
      cancelCreate: demo.containers.cancelCreate.handler(({ input }) =>
        state.change({ creations: { [input.id]: null } }),
      ),
      dismissCreation: demo.containers.dismissCreation.handler(({ input }) =>
        state.change({ creations: { [input.id]: null } }),
      ),
      suggestBranch: demo.containers.suggestBranch.handler(({ input }) => {
        const words = input.task.toLowerCase().match(/[a-z0-9]+/g) ?? ['task'];
        const branch = `feat/${words.slice(0, 4).join('-')}`;
        return { branch, name: get(Object.keys(state.snapshot.containers)[0] ?? '').name };
      }),
      askHosts: demo.containers.askHosts.handler(({ input }) => {
        return input.project.endsWith('ledger') ? [{ host: 'git.ledger.test', open: null }] : [];
      }),
      start: demo.containers.start.handler(({ input }) =>
        change(input.name, { docker: 'running', state: 'running', evidence: 'Started by you' }),
      ),
      stop: demo.containers.stop.handler(({ input }) =>
        change(input.name, { docker: 'exited', state: 'stopped', evidence: 'Stopped by you' }),
      ),
      restart: demo.containers.restart.handler(({ input }) => get(input.name)),
      rename: demo.containers.rename.handler(({ input }) => change(input.name, { shortName: input.to })),
      nick: demo.containers.nick.handler(({ input }) => change(input.name, { nick: input.nick })),
      update: demo.containers.update.handler(({ input }) =>
        change(input.name, { limits: { ...get(input.name).limits, ...input.limits } }),
      ),
      ...storage.containers,
      remove: demo.containers.remove.handler(({ input }) => state.change({ containers: { [input.name]: null } })),
    },
    notices: { focus: demo.notices.focus.handler(() => undefined) },
    network: {
      get: demo.network.get.handler(({ input }) =>
        demoNetwork(get(input.name).name, get(input.name).preset ?? 'standard'),
      ),
      addDomain: demo.network.addDomain.handler(({ input }) => demoNetwork(input.name, 'standard')),
      removeDomain: demo.network.removeDomain.handler(({ input }) => demoNetwork(input.name, 'standard')),
      setPreset: demo.network.setPreset.handler(({ input }) => {
        state.change({ containers: { [input.name]: { ...get(input.name), preset: input.preset } } });
        return demoNetwork(input.name, input.preset);
      }),
    },
    egress: {
      list: demo.egress.list.handler(({ input }) => demoLedger(input.name)),
      explain: demo.egress.explain.handler(({ input }) => ({
        container: input.name,
        url: input.url,
        host: 'other.test',
        port: 443,
        via: 'tls' as const,
        verdict: 'refused' as const,
        rule: 'unlisted',
        why: 'other.test is on no list of what it may reach.',
        next: `To allow it: maestro add-domain ${input.name} other.test`,
        addresses: [],
      })),
    },
    credentials: {
      list: demo.credentials.list.handler(() => demoProviders(Object.values(state.snapshot.containers))),
      revoke: demo.credentials.revoke.handler(() => []),
      refresh: demo.credentials.refresh.handler(() => [demoRefreshed(names().slice(0, 3))]),
      signIn: demo.credentials.signIn.handler(({ signal }) => demoSignIn(names()[0]!, { calls: parts.calls, signal })),
      keep: demo.credentials.keep.handler(() => demoRefreshed([])),
    },
    talk: demoTalk(state, demo),
    review: demoReview(state, demo),
    comments: demoComments(state, demo),
    pullRequests: demoPullRequests(demo),
    usage: { get: demo.usage.get.handler(({ input }) => demoUsage(get(input.name))) },
    load: demoLoad(state, demo),
    activity: { list: demo.activity.list.handler(({ input }) => demoActivity(get(input.name))) },
    terminals: demoTerminals(parts),
    trash: storage.trash,
    images: {
      own: demo.images.own.handler(() => demoOwnImage(parts.paths)),
      list: demo.images.list.handler(() => DEMO_IMAGES),
      build: demo.images.build.handler(() => DEMO_IMAGES),
      base: demo.images.base.handler(() => DEMO_IMAGES[0]!),
      cancelBuild: demo.images.cancelBuild.handler(() => state.change({ fields: { imageBuild: null } })),
      dismissBuild: demo.images.dismissBuild.handler(() => state.change({ fields: { imageBuild: null } })),
      ...storage.images,
    },
    doctor: {
      run: demo.doctor.run.handler(() => state.snapshot.doctor ?? { at: new Date().toISOString(), checks: [] }),
      collect: demo.doctor.collect.handler(demoDiagnostics),
      reconnect: demo.doctor.reconnect.handler(() => state.change({ fields: { docker: { state: 'connecting' } } })),
    },
    // Never answers, so that what is being read can be looked at; `refuse` makes it fail.
    memory: { read: demo.memory.read.handler(() => new Promise<never>(() => undefined)) },
    settings: demoSettings(demo, parts.paths),
  };
}

/** A terminal that shows a still, echoes what is typed, and ends on `exit`. */
function demoTerminals(parts: Parts) {
  const { calls, viewers } = parts;
  const demo = demoContract(parts);
  type Output = { kind: 'text'; text: string } | ({ kind: 'screen'; text: string } & Size);
  const open = new Map<string, (output: Output) => void>();
  const screen = (window: 'agent' | 'shell', size: Size): Output => ({
    kind: 'screen',
    text: demoScreen(window, size),
    cols: size.cols,
    rows: size.rows,
  });
  const shown = new Map<string, Size & { window: 'agent' | 'shell' }>();
  return {
    output: demo.terminals.output.handler(async function* ({ input, signal }) {
      const pending: Output[] = [screen(input.window, input)];
      viewers.add(input.id);
      signal?.addEventListener('abort', () => viewers.delete(input.id));
      let wake: () => void = () => undefined;
      shown.set(input.id, input);
      open.set(input.id, (output) => {
        pending.push(output);
        wake();
      });
      signal?.addEventListener('abort', () => wake());
      while (signal?.aborted !== true) {
        const output = pending.shift();
        if (output === undefined) await new Promise<void>((resolve) => (wake = resolve));
        else if (output.text.includes('\u0004')) {
          yield { kind: 'exit' as const, code: 0 };
          return;
        } else yield output;
      }
    }),
    lastLines: demo.terminals.lastLines.handler(({ input }) => ({ lines: demoLines(input.lines) })),
    write: demo.terminals.write.handler(({ input }) => {
      calls.push(`terminals.write ${JSON.stringify(input.text)}`);
      open.get(input.id)?.({ kind: 'text', text: input.text === '\r' ? '\r\n' : input.text });
    }),
    paste: demo.terminals.paste.handler(({ input }) => {
      calls.push(`terminals.paste ${JSON.stringify(input.text)}`);
    }),
    resize: demo.terminals.resize.handler(({ input: { id, cols, rows } }) => {
      const before = shown.get(id);
      if (before === undefined || (before.cols === cols && before.rows === rows)) return;
      shown.set(id, { ...before, cols, rows });
      open.get(id)?.(screen(before.window, { cols, rows }));
    }),
    acknowledge: demo.terminals.acknowledge.handler(() => undefined),
  };
}

interface Size {
  readonly cols: number;
  readonly rows: number;
}

const DEMO_IMAGES = [
  { target: 'base' as const, tag: 'maestro-base:bookworm-5d1f', sizeBytes: 241_000_000, usedBy: 0, current: true },
  { target: 'agent' as const, tag: 'maestro-agent:8c02e19b', sizeBytes: 1_420_000_000, usedBy: 21, current: true },
  { target: 'gateway' as const, tag: 'maestro-gateway:8c02e19b', sizeBytes: 98_000_000, usedBy: 21, current: true },
  { target: 'agent' as const, tag: 'maestro-agent:71aa90fe', sizeBytes: 1_390_000_000, usedBy: 2, current: false },
].map((image) => ({
  ...image,
  dockerId: image.tag,
  createdAt: new Date(Date.now() - 3 * 24 * 3_600_000).toISOString(),
}));
