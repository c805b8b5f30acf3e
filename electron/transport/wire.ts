import type { Router } from '@orpc/server';
import { RPCHandler, type MinimalWebsocket } from '@orpc/server/websocket';
import type { Contract } from '../contract/index.ts';
import { isTooDeep } from '../contract/json.ts';
import type { Context } from '../engine/context.ts';
import { createBudget } from './budget.ts';

/** The longest input that the contract allows is a task of 2 MiB characters: at most three bytes each, and some escapes. */
export const MESSAGE_MAX_BYTES = 8 * 1024 * 1024;

/** Typing, resizing and acknowledging in eight terminals stays far below this; a page that runs wild does not. */
const CALLS = { perSecond: 2000, burst: 4000 };

/** One connection to one client, whatever carries it. */
export interface Wire {
  /** Resolves when the client's side has room again. */
  send(text: string): Promise<void>;
  /** Ends the connection at once; the client connects anew. */
  cut(reason: string): void;
}

/** What a transport tells about its connection. */
export interface Served {
  received(message: unknown): void;
  closed(): void;
}

/** Who answers: the engine's router with its context, or a demo's. */
export interface Answerer {
  readonly context: Context;
  readonly router: Router<Contract, Context>;
}

/**
 * Serves an answerer's router on one connection. Calls beyond the caps, and messages that are none of the contract's, end the
 * connection. When it closes, the signals of its calls and streams abort.
 */
export function serveWire(wire: Wire, { context, router }: Answerer): Served {
  const handler = new RPCHandler(router);
  const budget = createBudget({ ...CALLS, now: () => performance.now() });
  const socket = wireAsSocket(wire);
  let open = true;
  const cut = (reason: string, error?: unknown): void => {
    if (!open) return;
    open = false;
    context.log.warn({ err: error }, `connection cut: ${reason}`);
    wire.cut(reason);
  };
  return {
    received: (message) => {
      if (!open) return;
      if (typeof message !== 'string' || message.length > MESSAGE_MAX_BYTES) cut('not a message of the contract');
      else if (isTooDeep(message)) cut('a message nested too deep');
      else if (!budget.take()) cut('too many calls');
      else
        handler
          .message(socket, message, { context })
          .catch((error: unknown) => cut('a message without an answer', error));
    },
    closed: () => {
      open = false;
      handler.close(socket);
    },
  };
}

/** oRPC's handler awaits what `send` returns, so that a slow client slows its streams down. */
function wireAsSocket(wire: Wire): MinimalWebsocket {
  const send: (text: string) => unknown = (text) => wire.send(text);
  return { addEventListener: () => undefined, send };
}
