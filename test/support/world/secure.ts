/** What answers requests over TLS in a world, in HTTP/1.1 and HTTP/2: as their path wants it, or with what they were. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { createSecureServer, type Http2ServerRequest } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import { frame, tellInFrames, tellSecret } from './telling.ts';

type Request = IncomingMessage | Http2ServerRequest;
interface Response {
  writeHead(status: number, headers: Record<string, string>): unknown;
  write(text: string): unknown;
  addTrailers(headers: Record<string, string>): void;
  end(content: string | Buffer): unknown;
}
type Saw = (what: Record<string, unknown>) => void;

const REPOSITORIES = '/srv/git';

/** Takes a connection whose client chose a protocol. */
export function secureServer(identity: { key?: string; cert?: string }, saw: Saw): (socket: TLSSocket) => void {
  const answer = (request: Request, response: Response): void => {
    const authority = request.headers[':authority'] ?? request.headers.host;
    const { method = '', url = '', headers, httpVersion } = request;
    saw({ https: authority, method, path: url, version: httpVersion, headers });
    const [, first = ''] = /^\/(stream|slow|drip|grpc|git|echo|tell|told|v1)(\/|$)/.exec(url) ?? [];
    (WAYS[first] ?? tell)(request, response);
  };
  const [two, one] = [createSecureServer(identity, answer), createServer(answer)];
  one.on('upgrade', ({ url, headers }, socket) => {
    saw({ https: headers.host, path: url, headers });
    const accept = 'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n';
    socket.on('error', () => socket.destroy());
    if (url === '/ws/not') return socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 8\r\n\r\nnot here');
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${accept}\r\n`);
    if (url === '/ws/told') void tellInFrames(headers.authorization ?? '', socket);
    else socket.end(url === '/ws/odd' ? 'no frame' : frame('tunnel'));
  });
  return (socket) => {
    if (socket.alpnProtocol === 'h2') two.emit('secureConnection', socket);
    else one.emit('connection', socket);
  };
}

/** What was asked, and the body's length once it is all there. */
function tell(request: Request, response: Response): void {
  let bytes = 0;
  const authority = request.headers[':authority'] ?? request.headers.host ?? '';
  request.on('data', (chunk: Buffer) => (bytes += chunk.length));
  request.on('end', () => response.end(`${request.method ?? ''} ${String(authority)}${request.url ?? ''} ${bytes}`));
}

const WAYS: Record<string, (request: Request, response: Response) => void> = {
  /** A line at once, and the rest when the client has said more. */
  stream(request, response) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: first\n\n');
    request.on('data', (chunk: Buffer) => response.write(`data: ${String(chunk)}\n\n`));
    request.on('end', () => response.end(''));
  },
  /** The bytes that a path asks for: `/slow/1000`. */
  slow(request, response) {
    response.end(Buffer.alloc(Number(request.url?.split('/')[2])));
  },
  /** A line a second, for as many seconds as a path says: `/drip/70`. */
  drip(request, response) {
    let left = Number(request.url?.split('/')[2]);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const drips = setInterval(() => {
      response.write('drip\n');
      if (--left > 0) return;
      clearInterval(drips);
      response.end('');
    }, 1000);
  },
  /** What comes goes back piece by piece, and how it ended stands behind the body. */
  grpc(request, response) {
    response.writeHead(200, { 'content-type': 'application/grpc' });
    request.on('data', (chunk: Buffer) => response.write(String(chunk)));
    request.on('end', () => {
      response.addTrailers({ 'grpc-status': '0' });
      response.end('');
    });
  },
  /** A header of the request in one of the answer. */
  tell(request, response) {
    response.writeHead(200, { 'x-told': request.headers.authorization ?? '' });
    response.end('told');
  },
  told: tellSecret,
  /** The headers as they came. */
  echo(request, response) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(request.headers));
  },
  /** A turn of Claude Code's model: one sentence, whose end waits for as long as `/tmp/wait` is there. */
  v1(request, response) {
    request.resume();
    request.on('end', () => {
      if (request.method !== 'POST' || !/\/messages(\?|$)/.test(request.url ?? ''))
        return response.end('{"input_tokens":1}');
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const event of SENTENCE.slice(0, 3)) response.write(event);
      const waits = setInterval(() => {
        if (existsSync('/tmp/wait')) return;
        clearInterval(waits);
        response.end(SENTENCE.slice(3).join(''));
      }, 50);
    });
  },
  /** Repositories below the world's folder, by git's own program. Those in `private` ask who comes. */
  git(request, response) {
    if (request.url?.startsWith('/git/private/') === true && request.headers.authorization === undefined) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="forge"' });
      return response.end('');
    }
    const url = new URL(request.url ?? '', 'https://world.test');
    const env = {
      GIT_PROJECT_ROOT: REPOSITORIES,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: url.pathname.slice('/git'.length),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'],
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
      HTTP_GIT_PROTOCOL: request.headers['git-protocol']?.toString(),
      REMOTE_USER: 'agent',
      PATH: process.env['PATH'],
    };
    const backend = spawn('git', ['-c', 'safe.directory=*', 'http-backend'], { env });
    request.pipe(backend.stdin);
    const chunks: Buffer[] = [];
    backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    backend.stdout.on('end', (): void => answerCgi(Buffer.concat(chunks), response));
  },
};

function event(type: string, data: Record<string, unknown>): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
}

const usage = { input_tokens: 1, output_tokens: 1 };
const message = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'some',
  content: [],
  stop_reason: null,
  usage,
};

const SENTENCE = [
  event('message_start', { message }),
  event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
  event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: 'Hello from ' } }),
  event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: 'the model.' } }),
  event('content_block_stop', { index: 0 }),
  event('message_delta', { delta: { stop_reason: 'end_turn' }, usage }),
  event('message_stop', {}),
];

function answerCgi(output: Buffer, response: Response): void {
  const end = output.indexOf('\r\n\r\n');
  const headers = output
    .subarray(0, end)
    .toString()
    .split('\r\n')
    .map((line) => line.split(/:\s*/, 2) as [string, string]);
  const status = Number(headers.find(([name]) => name === 'Status')?.[1].slice(0, 3) ?? 200);
  response.writeHead(status, Object.fromEntries(headers.filter(([name]) => name !== 'Status')));
  response.end(output.subarray(end + 4));
}
