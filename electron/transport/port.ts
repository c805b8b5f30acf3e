/**
 * The contract over a MessagePort: the window's way to the engine.
 *
 * How a page connects (`renderer/client`), and how it tells which way to take:
 *
 *   location.protocol === 'app:'   the Electron window: a MessagePort, as below.
 *   otherwise                      browser mode: `new WebSocket(`ws://${location.host}/rpc`)`, see `websocket.ts`.
 *
 * In the window:
 *
 *   const { port1, port2 } = new MessageChannel();
 *   port1.start();
 *   window.postMessage('maestro:connect', location.origin, [port2]);
 *   const client = createORPCClient(new RPCLink({ port: port1 }));      // RPCLink of '@orpc/client/message-port'
 *
 * Preload passes the port to the main process, `shell/bridge.ts` checks the sender frame and serves the router on it.
 * Nothing answers the handshake: calls may be sent at once, they wait in the port. Each connect replaces the page's
 * former connection, which ends its streams. A port that was cut fires `close` on `port1`: readers throw by
 * themselves then, but oRPC's link would let later calls wait for ever, so the client must refuse them itself from
 * `close` on. Then it waits a moment and connects again with a new channel.
 */
import { type Answerer, serveWire } from './wire.ts';

/** Electron's MessagePortMain, as far as it is needed. */
export interface Port {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: string): void;
  start(): void;
  close(): void;
}

/** Serves the engine to the owner of the port's other end, until either side closes it. */
export function servePort(port: Port, answerer: Answerer): void {
  const served = serveWire(
    {
      send: (text) => {
        port.postMessage(text);
        return Promise.resolve();
      },
      cut: () => port.close(),
    },
    answerer,
  );
  port.on('message', (event) => served.received(event.data));
  port.on('close', () => served.closed());
  port.start();
}
