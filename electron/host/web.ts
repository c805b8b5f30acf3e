import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Context } from '../engine/context.ts';
import { errnoOf } from '../engine/disk/failure.ts';
import { fail } from '../engine/errors.ts';
import { serveSocket } from '../transport/websocket.ts';
import { type Answerer, MESSAGE_MAX_BYTES } from '../transport/wire.ts';
import { createAccess } from './access.ts';
import { type Answer, answerVisit, refusalOf, signInOf, type Site } from './answer.ts';
import { asksForDemo, type Demos } from './demos.ts';
import { SECURITY_HEADERS } from './headers.ts';
import { createPacker } from './packing.ts';
import { FAILED_PAGE } from './pages.ts';

const LOOPBACK = '127.0.0.1';
const NOTHING = '404 Not Found';

/** Browser mode: the page and the contract for browsers on this machine, and nobody else. */
export interface Web {
  /** `http://127.0.0.1:PORT/`, without a token. */
  readonly origin: string;
  /** A new address that signs one browser in, once, within 15 minutes. */
  newAddress(): string;
  close(): Promise<void>;
}

/** Serves the built page at `/` and the contract at `/rpc`, a demo at `/rpc?demo` where there are `demos`, on the loopback interface only. PORT_TAKEN. */
export async function openWeb(
  answerer: Answerer,
  options: { port?: number | undefined; demos?: Demos } = {},
): Promise<Web> {
  const { context } = answerer;
  const { demos } = options;
  const server = createServer({ maxHeaderSize: 16 * 1024 });
  const port = await listen(server, options.port ?? 0);
  const access = createAccess(() => context.now().getTime());
  const site: Site = { port, folder: context.paths.renderer, access, pack: createPacker() };
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_MAX_BYTES, perMessageDeflate: false });
  server.on('request', (request, response) => void respond(context, site, { request, response }));
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const isDemo = asksForDemo(request.url ?? '');
    const refusal = upgradeRefusal(site, request) ?? (isDemo && demos === undefined ? NOTHING : undefined);
    const serve = (by: Answerer): void =>
      sockets.handleUpgrade(request, stream, head, (socket) => serveSocket(socket, by));
    if (refusal !== undefined) refuse(stream, refusal);
    else if (!isDemo || demos === undefined) serve(answerer);
    else void afterStart(demos, { stream, serve, isOpen: () => server.listening });
  });
  const origin = `http://${LOOPBACK}:${port}/`;
  return {
    origin,
    newAddress: () => `${origin}?token=${site.access.newToken()}`,
    close: () => closeAll(server, sockets),
  };
}

interface Waiting {
  readonly stream: Duplex;
  readonly serve: (by: Answerer) => void;
  readonly isOpen: () => boolean;
}

/** A visitor of the demo waits until that has started; it may go meanwhile, and so may the page's server. */
async function afterStart(demos: Demos, { stream, serve, isOpen }: Waiting): Promise<void> {
  const end = (): unknown => stream.destroy();
  stream.on('error', end);
  try {
    const demo = await demos.open();
    stream.off('error', end);
    if (isOpen() && !stream.destroyed) serve(demo);
    else end();
  } catch {
    // Its reason is in the log.
    refuse(stream, '500 Internal Server Error');
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', (error) => {
      const taken = errnoOf(error) === 'EADDRINUSE';
      reject(taken ? fail('PORT_TAKEN', `Another program listens on port ${port}.`, { cause: error }) : error);
    });
    server.listen({ host: LOOPBACK, port, exclusive: true }, () => resolve((server.address() as AddressInfo).port));
  });
}

async function respond(
  context: Context,
  site: Site,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  try {
    write(response, await answerVisit(site, { method, url, headers }), method);
  } catch (error) {
    context.log.error({ err: error }, 'the page could not be served');
    write(
      response,
      { status: 500, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: FAILED_PAGE.html },
      method,
    );
  }
}

function write(response: ServerResponse, answer: Answer, method: string): void {
  response.writeHead(answer.status, { ...SECURITY_HEADERS, 'Cache-Control': 'no-store', ...answer.headers });
  response.end(method === 'HEAD' ? undefined : answer.body);
}

/** Why a WebSocket is refused, as an HTTP status line: a browser's own page with a good cookie is let in. */
function upgradeRefusal(site: Site, { url, headers }: IncomingMessage): string | undefined {
  if (url !== '/rpc' && url !== '/rpc?demo') return NOTHING;
  if (headers.origin === undefined || refusalOf(site.port, headers) !== undefined) return '403 Forbidden';
  if (!site.access.admits(signInOf(site.port, headers))) return '401 Unauthorized';
  return undefined;
}

function refuse(stream: Duplex, status: string): void {
  stream.on('error', () => stream.destroy());
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

async function closeAll(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
