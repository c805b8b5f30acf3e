import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { CONNECT } from '../../electron/contract/desktop.ts';
import type { Contract } from '../../electron/contract/index.ts';
import { LOOKS_AT_DEMO } from './demo.ts';
import type { FREE } from './free.ts';

/** Every procedure. Writes are called through `write`, which demands that the page answers them. */
export type Writer = ContractRouterClient<Contract>;

type Free = typeof FREE;

/** The procedures that leave nothing behind: anyone may call them. */
export type Client = {
  readonly [Topic in keyof Free]: Pick<Writer[Topic], Extract<Free[Topic][number], keyof Writer[Topic]>>;
};

/** One connection to the host, over which every call of the contract goes. */
export interface Link {
  readonly client: Client;
  close(): void;
}

/** Whether the page runs in Maestro's own window, where a message port leads to the host. */
export const IN_WINDOW = 'location' in globalThis && globalThis.location.protocol === 'app:';

/** Connects to the host: over a message port in the window, over a WebSocket in a browser. Rejects when none answers. */
export function openLink(): Promise<Link> {
  return IN_WINDOW ? openPort() : openSocket();
}

async function openPort(): Promise<Link> {
  const { port1, port2 } = new MessageChannel();
  const client = createORPCClient<Writer>(new PortLink({ port: port1 }));
  port1.start();
  window.postMessage(CONNECT, window.location.origin, [port2]);
  return Promise.resolve({
    client,
    close: () => {
      port1.close();
    },
  });
}

async function openSocket(): Promise<Link> {
  const address = new URL(LOOKS_AT_DEMO ? '/rpc?demo' : '/rpc', window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => {
      resolve();
    });
    socket.addEventListener('close', () => {
      reject(new Error('No answer.'));
    });
  });
  return {
    client: createORPCClient<Writer>(new SocketLink({ websocket: socket })),
    close: () => {
      socket.close();
    },
  };
}

/** Whether the host answers but does not know this page: its cookie is from an earlier run. */
export async function isUnauthorized(): Promise<boolean> {
  if (IN_WINDOW) return false;
  const answer = await fetch('/signed-in', { cache: 'no-store' }).catch(() => null);
  return answer?.status === 401;
}
