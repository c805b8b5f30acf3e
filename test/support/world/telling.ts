/** Ways in which a server tells a client the sign-in that it came with: a path each, below `/told`. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';

interface Response {
  writeHead(status: number, headers: Record<string, string>): unknown;
  write(text: string): unknown;
  addTrailers(headers: Record<string, string>): void;
  end(content: string | Buffer): unknown;
}

const LONG = 300_000;
const PAUSE_MS = 50;

const TELL: Record<string, (token: string, response: Response, authorization: string) => unknown> = {
  async chunks(token, response) {
    response.writeHead(200, { 'content-type': 'text/plain' });
    for (let at = 0; at < token.length; at += 5) {
      response.write(token.slice(at, at + 5));
      await delay(PAUSE_MS);
    }
    response.end('the end');
  },
  long(token, response) {
    const body = `${'x'.repeat(LONG)}${token}${'x'.repeat(LONG)}`;
    response.writeHead(200, { 'content-length': String(body.length) });
    response.end(body);
  },
  base64(_token, response, authorization) {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.write('it was ');
    response.end(Buffer.from(`authorization: ${authorization}`).toString('base64'));
  },
  trailer(token, response) {
    response.writeHead(200, { 'content-type': 'text/plain', trailer: 'x-told' });
    response.write('nothing');
    response.addTrailers({ 'x-told': token });
    response.end('');
  },
  compressed(token, response) {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.end(gzipSync(token));
  },
  /** What begins like it, in the middle and at the end. */
  async almost(token, response) {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.write(token.slice(0, -1));
    await delay(PAUSE_MS);
    response.write(`, and ${token.slice(0, -1)}`);
    await delay(PAUSE_MS);
    response.end('');
  },
};

/** Answers a request for `/told/KIND/…`. */
export function tellSecret(
  { url = '', headers }: { url?: string; headers: { authorization?: string } },
  response: Response,
): void {
  const { authorization = '' } = headers;
  void TELL[url.split('/')[2] ?? '']?.(authorization.replace('Bearer ', ''), response, authorization);
}

/** A frame of a web socket with a text, as servers send it. */
export function frame(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x81, text.length]), Buffer.from(text)]);
}

/** The same in two frames of a web socket. */
export async function tellInFrames(authorization: string, socket: Writable): Promise<void> {
  socket.write(frame(authorization.slice(0, 30)));
  await delay(PAUSE_MS);
  socket.end(frame(authorization.slice(30)));
}
