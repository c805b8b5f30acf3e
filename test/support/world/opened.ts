/** What an agent could ask of an opened host. Runs in a container: `node opened.ts KIND …`, and prints one JSON object. */
import { lookup } from 'node:dns/promises';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectHttp2 } from 'node:http2';
import { request } from 'node:https';
import { Readable } from 'node:stream';
import { connect } from 'node:tls';

const [kind = '', ...given] = process.argv.slice(2);
const TRUST = '/srv/trust.pem';
const PATIENCE_MS = 300_000;

function trust(): { ca?: string; rejectUnauthorized: boolean } {
  try {
    return { ca: readFileSync(TRUST, 'utf8'), rejectUnauthorized: true };
  } catch {
    return { rejectUnauthorized: false };
  }
}

/** One request as a proper client sends it. Answers status and body. */
function ask(method: string, url: string, ...[headers = '{}', body = '']: string[]): Promise<string> {
  const sent = { method, headers: JSON.parse(headers) as Record<string, string>, agent: false as const, ...trust() };
  return new Promise((resolve, reject) => {
    const asked = request(url, sent, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += String(chunk)));
      response.on('end', () => resolve(`${response.statusCode ?? 0} ${text.trim()}`));
    });
    asked.on('error', reject).end(body);
  });
}

/** All that comes of an answer, or its end where that is much, and whether it was cut. */
function all(url: string, headers: string): Promise<string> {
  const sent = { agent: false as const, headers: JSON.parse(headers) as Record<string, string>, ...trust() };
  return new Promise((resolve, reject) => {
    const asked = request(url, sent, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += String(chunk))).on('error', () => undefined);
      response.on('close', () => {
        resolve(`${response.statusCode ?? 0} ${response.complete ? 'whole' : 'cut'} ${text.slice(-1000)}`);
      });
    });
    asked.on('error', reject).end();
  });
}

/** Bytes as they are inside a TLS connection to a host, and all that comes back. `then`: more bytes after the first answer. */
async function raw(host: string, ...pieces: string[]): Promise<string> {
  const { address } = await lookup(host, 4);
  const left = pieces.map((piece) => Buffer.from(piece, 'base64'));
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port: 443, servername: host, ALPNProtocols: ['http/1.1'], ...trust() });
    let answer = '';
    const next = (): unknown => left.length > 0 && socket.write(left.shift() ?? '');
    socket
      .on('secureConnect', next)
      .on('error', reject)
      .on('close', () => resolve(answer));
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1');
      next();
    });
  });
}

/** One request of HTTP/2 whose pseudo-headers are as given. */
async function two(host: string, headers: string): Promise<string> {
  const { address } = await lookup(host, 4);
  const session = connectHttp2(`https://${host}`, {
    createConnection: () => connect({ host: address, port: 443, servername: host, ALPNProtocols: ['h2'], ...trust() }),
  });
  return new Promise((resolve, reject) => {
    let [status, text] = [0, ''];
    const stream = session.on('error', reject).request(JSON.parse(headers) as Record<string, string>);
    stream.on('response', (answered) => (status = answered[':status'] ?? 0)).on('error', reject);
    stream.on('data', (chunk: Buffer) => (text += String(chunk)));
    stream.on('end', () => resolve(`${status} ${text.trim()}`)).end();
  });
}

/** An upload of so many bytes, a part after the other. Answers status and body. */
function upload(url: string, bytes: string): Promise<string> {
  const part = Buffer.alloc(1_000_000, 'x');
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent: false, ...trust() }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += String(chunk)));
      response.on('end', () => resolve(`${response.statusCode ?? 0} ${text}`));
    });
    const parts = Readable.from(Array.from({ length: Number(bytes) / part.length }, () => part));
    parts.pipe(asked.on('error', reject));
  });
}

/** A call as gRPC makes it: says more when the first word has come back. Answers status, words, and what stands behind them. */
async function grpc(host: string): Promise<string> {
  const { address } = await lookup(host, 4);
  const session = connectHttp2(`https://${host}`, {
    createConnection: () => connect({ host: address, port: 443, servername: host, ALPNProtocols: ['h2'], ...trust() }),
  });
  const asked = {
    ':method': 'POST',
    ':path': '/grpc/some.Service/Call',
    te: 'trailers',
    'content-type': 'application/grpc',
  };
  return new Promise((resolve, reject) => {
    let [status, text, behind] = [0, '', ''];
    const call = session.on('error', reject).request(asked, { endStream: false });
    call.on('response', (answered) => (status = answered[':status'] ?? 0)).on('error', reject);
    call.on('trailers', (trailers: Record<string, unknown>) => (behind = String(trailers['grpc-status'])));
    call.on('data', (chunk: Buffer) => {
      text += String(chunk);
      if (text === 'one ') call.end('two');
    });
    call.on('end', () => setImmediate(() => resolve(`${status} ${text} ${behind}`))).write('one ');
  });
}

/** A stream both ways: says more only when the first line has come, as nothing may hold it back. */
function stream(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent: false, ...trust() }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += String(chunk);
        if (text.includes('first') && !asked.writableEnded) asked.end('second');
      });
      response.on('end', () => resolve(text.replaceAll('\n', ' ').trim()));
    });
    asked.on('error', reject).write('begin');
  });
}

/** A stream that says in `/tmp/held` that it has begun, and more when `/tmp/go` is there. */
function held(url: string, headers = '{}'): Promise<string> {
  const sent = { method: 'POST', agent: false as const, headers: JSON.parse(headers) as Record<string, string> };
  return new Promise((resolve, reject) => {
    const asked = request(url, { ...sent, ...trust() }, (response) => {
      let text = '';
      const waits = setInterval(() => {
        if (!existsSync('/tmp/go')) return;
        clearInterval(waits);
        rmSync('/tmp/go');
        asked.end('second');
      }, 50);
      response.on('data', (chunk: Buffer) => {
        text += String(chunk);
        if (text.includes('first') && !asked.writableEnded) writeFileSync('/tmp/held', '');
      });
      response.on('error', reject).on('end', () => resolve(text.replaceAll('\n', ' ').trim()));
    });
    asked.on('error', reject).write('begin');
  });
}

const KINDS: Record<string, (...texts: string[]) => Promise<string>> = {
  ask,
  all,
  raw,
  two,
  upload,
  grpc,
  stream,
  held,
};

function end(result: string): void {
  process.stdout.write(JSON.stringify({ result }));
  process.exit();
}

setTimeout(() => end('no answer'), PATIENCE_MS);
KINDS[kind]?.(...given).then(end, (error: unknown) => end((error as { code?: string }).code ?? String(error)));
