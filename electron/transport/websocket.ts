/**
 * The contract over a WebSocket: browser mode's way to the engine.
 *
 * A page that looks at the demo connects to `/rpc?demo` instead.
 *
 * A page (`renderer/client`) that was served by `host/web.ts` at `/` connects with its cookie to the same origin:
 *
 *   const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc`);
 *   const client = createORPCClient(new RPCLink({ websocket: socket }));      // RPCLink of '@orpc/client/websocket'
 *
 * A cut connection makes readers throw and later calls reject (oRPC's link sees to both); make a new socket after a
 * wait. A browser does not say why a socket was refused: `fetch('/signed-in')` answers 204 when the cookie is good (the
 * host is busy or restarting: try again), 401 when it is not (show "open the address that maestro serve printed"), and
 * fails when no host listens.
 */
import type { WebSocket } from 'ws';
import { type Answerer, serveWire } from './wire.ts';

const POLICY_VIOLATION = 1008;

/** Serves the engine to the other end of an accepted socket, until either side closes it. */
export function serveSocket(socket: WebSocket, answerer: Answerer): void {
  const served = serveWire(
    {
      send: (text) => sendText(socket, text),
      cut: (reason) => socket.close(POLICY_VIOLATION, reason),
    },
    answerer,
  );
  socket.on('message', (data: Buffer, isBinary) => served.received(isBinary ? null : data.toString('utf8')));
  socket.on('close', () => served.closed());
  socket.on('error', (error) => answerer.context.log.warn({ err: error }, 'connection failed'));
}

/** Resolves when the operating system took the text, and rejects when the connection is gone. */
function sendText(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.send(text, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
