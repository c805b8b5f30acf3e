import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';
import type { Contract } from '../../electron/contract/index.ts';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { openWeb, type Web } from '../../electron/host/web.ts';
import { type Port, servePort } from '../../electron/transport/port.ts';
import { testUser, whenDone } from './project.ts';

export type Client = ContractRouterClient<Contract>;

/** A client of an engine, and the means to cut it off as a crash or a lost network would. */
export interface Connection {
  readonly client: Client;
  readonly cut: () => void;
}

/** Every way to an engine, by name: contract tests run once for each. */
export const TRANSPORTS: Readonly<Record<string, (engine: Engine) => Promise<Connection>>> = {
  'in-process': connectInProcess,
  port: connectPort,
  websocket: connectSocket,
};

/** An engine of a user of its own, without Docker. */
export async function engineWithoutDocker(): Promise<Engine> {
  const { paths } = await testUser();
  const engine = createEngine({ paths, docker: new DockerClient({ socketPath: '/nowhere/docker.sock' }) });
  whenDone(() => engine.close());
  return engine;
}

/** Browser mode of an engine. */
export async function webOf(engine: Engine): Promise<Web> {
  const web = await openWeb(engine);
  whenDone(() => web.close());
  return web;
}

/** The cookie of a browser that opened a fresh address. */
export async function signIn(web: Web): Promise<string> {
  const { headers } = await fetch(web.newAddress(), { redirect: 'manual' });
  return (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

/** A socket as the page opens it: with its cookie and its origin. */
export function pageSocket(web: Web, cookie: string): WebSocket {
  const { host, origin } = new URL(web.origin);
  return new WebSocket(`ws://${host}/rpc`, { headers: { cookie, origin } });
}

function connectInProcess(engine: Engine): Promise<Connection> {
  return Promise.resolve({ client: engine.client, cut: () => undefined });
}

function connectPort(engine: Engine): Promise<Connection> {
  const { port1, port2 } = new MessageChannel();
  servePort(electronPort(port1), engine);
  whenDone(() => {
    port2.close();
    return Promise.resolve();
  });
  return Promise.resolve({ client: clientOfPort(port2), cut: () => port1.close() });
}

/** What the page does: calls after the port closed are refused, as oRPC's link would let them wait for ever. */
function clientOfPort(port: MessageChannel['port2']): Client {
  let isOpen = true;
  port.on('close', () => (isOpen = false));
  const refuseWhenClosed = async ({ next }: { next: () => Promise<unknown> }): Promise<never> => {
    if (!isOpen) throw new Error('The connection is closed.');
    return (await next()) as never;
  };
  port.start();
  return createORPCClient(new PortLink({ port, interceptors: [refuseWhenClosed] }));
}

/** Node's port in the shape of Electron's. */
function electronPort(port: MessageChannel['port1']): Port {
  return {
    on: (event: string, listener: (event: never) => void) => {
      if (event === 'close') port.on('close', () => listener(undefined as never));
      else port.on('message', (data: unknown) => listener({ data } as never));
    },
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  };
}

async function connectSocket(engine: Engine): Promise<Connection> {
  const web = await webOf(engine);
  const socket = pageSocket(web, await signIn(web));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const client: Client = createORPCClient(new SocketLink({ websocket: socket }));
  return { client, cut: () => socket.terminate() };
}
