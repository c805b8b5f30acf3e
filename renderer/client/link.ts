import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { CONNECT } from '../../electron/contract/desktop.ts';
import type { Contract } from '../../electron/contract/index.ts';

export type Client = ContractRouterClient<Contract>;

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
  const client = createORPCClient<Client>(new PortLink({ port: port1 }));
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
  const address = new URL('/rpc', window.location.href);
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
    client: createORPCClient<Client>(new SocketLink({ websocket: socket })),
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
