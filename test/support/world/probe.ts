/** What an agent could try. Runs in a container: `node probe.ts KIND …`, and prints how it ended as one JSON object. */
import { createSocket } from 'node:dgram';
import { lookup, Resolver } from 'node:dns/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';

const [kind = '', ...given] = process.argv.slice(2);
/** Longer than any refusal takes: what is still open then was dropped without a word. */
const PATIENCE_MS = 20_000;

/** A question of one's own making: names of any shape, from one socket. */
function question(name: string, type: number): Buffer {
  const labels = name.split('.').map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`, 'latin1'));
  const head = Buffer.from([77, 71, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  return Buffer.concat([head, ...labels, Buffer.from([0, type >> 8, type & 255, 0, 1])]);
}

const CODES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'];

/** `from`: the port to ask from, as somebody else did before. */
function dns(server: string, name: string, ...[type, from = '0']: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.on('error', reject);
    socket.on('message', (answer) => {
      socket.close();
      resolve(`${CODES[(answer[3] ?? 0) & 15] ?? ''} ${answer.readUInt16BE(6)}`);
    });
    socket.bind({ port: Number(from), exclusive: true }, () => {
      socket.connect(53, server, () => socket.send(question(name, Number(type))));
    });
  });
}

/** The text of a whole answer to a question whose asker takes options (EDNS). */
function extended(server: string, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    const asked = Buffer.concat([question(name, 1), Buffer.from([0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 0])]);
    asked[11] = 1;
    socket.on('error', reject).on('message', (answer) => {
      socket.close();
      resolve(answer.toString('latin1').replace(/[^ -~]/g, ''));
    });
    socket.send(asked, 53, server);
  });
}

/** Questions for many names, one after the other: how often each code came. */
async function ask(server: string, pattern: string, count: string): Promise<string> {
  const codes: Record<string, number> = {};
  for (let number = 0; number < Number(count); number++) {
    const code = await dns(server, pattern.replace('#', `${number}`), '1').catch((error: unknown) => {
      return (error as { code?: string }).code ?? 'failed';
    });
    codes[code] = (codes[code] ?? 0) + 1;
  }
  return JSON.stringify(codes);
}

/** Questions for as long as this lives, faster than any limit. */
function flood(server: string): Promise<string> {
  const socket = createSocket('udp4');
  return new Promise(() => {
    const sendSome = (): void => {
      for (let sent = 0; sent < 20; sent++) socket.send(question('x.blocked.test', 1), 53, server, () => undefined);
      setTimeout(sendSome, 5);
    };
    sendSome();
  });
}

async function http(host: string, address?: string, path = '/'): Promise<string> {
  const target = address ?? (await lookup(host, 4)).address;
  return new Promise((resolve, reject) => {
    const sent = request({ host: target, port: 80, path, headers: { host }, agent: false }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += String(chunk)));
      response.on('end', () => resolve(`${response.statusCode ?? 0} ${body.trim()}`));
    });
    sent.on('error', reject).end();
  });
}

/** Bytes as they are, to port 80 of an address: what no proper client sends. */
function raw(address: string, port: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), address);
    let answer = '';
    socket.on('error', reject);
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.on('close', () => resolve(answer));
    socket.write(Buffer.from(bytes, 'base64'));
  });
}

async function tls(name: string, address?: string): Promise<string> {
  const host = address ?? (await lookup(name, 4)).address;
  return new Promise((resolve, reject) => {
    const socket = connectTls({ host, port: 443, servername: name, rejectUnauthorized: false });
    let answer = '';
    socket.on('error', reject);
    socket.on('secureConnect', () => socket.write('GET / HTTP/1.1\r\n\r\n'));
    socket.on('data', (chunk) => (answer += String(chunk)));
    socket.on('end', () => resolve(answer === '' ? 'closed' : (answer.split('\r\n').at(-1) ?? '')));
  });
}

/** A TLS connection that says nothing more once it stands; tells when that is, and when it ends. */
async function keep(name: string): Promise<string> {
  const { address } = await lookup(name, 4);
  return new Promise((resolve) => {
    const socket = connectTls({ host: address, port: 443, servername: name, rejectUnauthorized: false });
    socket.on('secureConnect', () => process.stdout.write('open\n'));
    socket.on('error', () => undefined).on('close', () => resolve('closed'));
    socket.resume();
  });
}

/**
 * The first bytes of a TLS connection to a name, changed, and what comes back: a TLS record's type or nothing. `names`
 * are put into the hello as they are, escapes like `\\0` resolved; `padding` bytes lie before what is added.
 */
async function hello(names: string, address: string, ...[change = 'plain', padding = '0']: string[]): Promise<string> {
  const bytes = await new Promise<Buffer>((resolve) => {
    const wire = new Duplex({ read: () => undefined, write: (chunk: Buffer) => resolve(chunk) });
    connectTls({ socket: wire, servername: 'some.test' }).on('error', () => undefined);
  });
  const wanted = names.replaceAll('\\0', '\0').split('|');
  const changed = writeHello(bytes, [
    ...readExtensions(bytes).map(([kind, content]): Extension => [kind, kind === 0 ? serverNames(wanted) : content]),
    ...(padding === '0' ? [] : [[21, Buffer.alloc(Number(padding))] as const]),
    ...(ADDED[change]?.(wanted) ?? []),
  ]);
  return send(change === 'split' ? splitRecord(changed) : changed, address, change === 'pieces');
}

function send(bytes: Buffer, address: string, inPieces: boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(443, address, () => {
      const size = inPieces ? 700 : bytes.length;
      const sendFrom = (at: number): void => {
        if (at >= bytes.length || socket.destroyed) return;
        socket.write(bytes.subarray(at, at + size), () => setTimeout(sendFrom, 5, at + size));
      };
      sendFrom(0);
    });
    socket.setNoDelay();
    socket.on('error', reject);
    socket.on('data', (answer) => resolve(`record ${answer[0] ?? 0}`));
    socket.on('end', () => resolve('closed'));
  });
}

type Extension = readonly [kind: number, content: Buffer];

/** What is put behind the extensions of a proper hello. */
const ADDED: Record<string, (names: string[]) => Extension[]> = {
  // An outer Encrypted Client Hello (RFC 9849), with a suite that exists, with one that does not, and an older draft's.
  encrypted: () => [[0xfe0d, Buffer.from('000001000107000200aa000200bb', 'hex')]],
  strange: () => [[0xfe0d, Buffer.from('000009000907000200aa000200bb', 'hex')]],
  draft: () => [[0xfe0a, Buffer.from('0000010001070002', 'hex')]],
  twice: () => [[0, serverNames(['blocked.test'])]],
  cut: () => [[0xfe0d, Buffer.alloc(0)]],
};

function serverNames(names: readonly string[]): Buffer {
  const list = Buffer.concat(
    names.map((name) =>
      Buffer.concat([Buffer.from([0, name.length >> 8, name.length & 255]), Buffer.from(name, 'latin1')]),
    ),
  );
  return Buffer.concat([Buffer.from([list.length >> 8, list.length & 255]), list]);
}

/** The same handshake in two TLS records, the name cut in the middle. */
function splitRecord(bytes: Buffer): Buffer {
  const body = bytes.subarray(5);
  return Buffer.concat([body.subarray(0, 100), body.subarray(100)].map((part) => Buffer.concat([head(part), part])));
}

function head(part: Buffer): Buffer {
  return Buffer.from([22, 3, 1, part.length >> 8, part.length & 255]);
}

/** Where the extensions of a hello begin: their length stands there. */
function extensionsAt(bytes: Buffer): number {
  let at = 5 + 4 + 2 + 32;
  at += 1 + (bytes[at] ?? 0);
  at += 2 + bytes.readUInt16BE(at);
  return at + 1 + (bytes[at] ?? 0);
}

function readExtensions(bytes: Buffer): Extension[] {
  const extensions: Extension[] = [];
  for (let at = extensionsAt(bytes) + 2; at < bytes.length; at += 4 + bytes.readUInt16BE(at + 2))
    extensions.push([bytes.readUInt16BE(at), bytes.subarray(at + 4, at + 4 + bytes.readUInt16BE(at + 2))]);
  return extensions;
}

/** The hello with other extensions, and every length put right. */
function writeHello(bytes: Buffer, extensions: readonly Extension[]): Buffer {
  const list = Buffer.concat(
    extensions.map(([kind, content]) => {
      const start = Buffer.alloc(4);
      start.writeUInt16BE(kind);
      start.writeUInt16BE(content.length, 2);
      return Buffer.concat([start, content]);
    }),
  );
  const length = Buffer.alloc(2);
  length.writeUInt16BE(list.length);
  const body = Buffer.concat([bytes.subarray(5, extensionsAt(bytes)), length, list]);
  body.writeUIntBE(body.length - 4, 1, 3);
  return Buffer.concat([head(body), body]);
}

function tcp(address: string, port: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), address);
    socket.on('error', reject);
    socket.on('connect', () => socket.once('data', (data) => resolve(data.toString().trim())));
    socket.on('close', () => resolve('closed'));
  });
}

function udp(address: string, port: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.on('error', reject);
    socket.connect(Number(port), address, () => socket.send('x', () => setTimeout(() => resolve('sent'), 300)));
  });
}

async function resolve(name: string, type: string): Promise<string> {
  return JSON.stringify(await new Resolver({ timeout: 15_000, tries: 1 }).resolve(name, type));
}

const KINDS: Record<string, (...texts: string[]) => Promise<string>> = {
  dns,
  extended,
  ask,
  flood,
  http,
  raw,
  tls,
  keep,
  hello,
  tcp,
  udp,
  resolve,
};

function end(result: string): void {
  process.stdout.write(JSON.stringify({ result }));
  process.exit();
}

if (!['flood', 'ask', 'keep'].includes(kind)) setTimeout(() => end('no answer'), PATIENCE_MS);

KINDS[kind]?.(...given).then(end, (error: unknown) => end((error as { code?: string }).code ?? String(error)));
