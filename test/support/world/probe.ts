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

function dns(server: string, name: string, type: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.on('error', reject);
    socket.on('message', (answer) => {
      socket.close();
      resolve(`${CODES[(answer[3] ?? 0) & 15] ?? ''} ${answer.readUInt16BE(6)}`);
    });
    socket.connect(53, server, () => socket.send(question(name, Number(type))));
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

/** The first bytes of a TLS connection to a name, changed, and what comes back: a TLS record's type or nothing. */
async function hello(name: string, address: string, change: string): Promise<string> {
  const bytes = await new Promise<Buffer>((resolve) => {
    const wire = new Duplex({ read: () => undefined, write: (chunk: Buffer) => resolve(chunk) });
    connectTls({ socket: wire, servername: name }).on('error', () => undefined);
  });
  const changed = change === 'split' ? splitRecord(bytes) : change === 'encrypted' ? addEncryptedHello(bytes) : bytes;
  return new Promise((resolve, reject) => {
    const socket = connect(443, address, () => socket.write(changed));
    socket.on('error', reject);
    socket.on('data', (answer) => resolve(`record ${answer[0] ?? 0}`));
    socket.on('end', () => resolve('closed'));
  });
}

/** The same handshake in two TLS records, the name cut in the middle. */
function splitRecord(bytes: Buffer): Buffer {
  const body = bytes.subarray(5);
  return Buffer.concat([body.subarray(0, 100), body.subarray(100)].map((part) => Buffer.concat([head(part), part])));
}

function head(part: Buffer): Buffer {
  return Buffer.from([22, 3, 1, part.length >> 8, part.length & 255]);
}

/** An outer Encrypted Client Hello at the end of the extensions (RFC 9849), with every length put right. */
function addEncryptedHello(bytes: Buffer): Buffer {
  const extension = Buffer.from('fe0d000e000001000107000200aa000200bb', 'hex');
  const body = Buffer.concat([bytes.subarray(5), extension]);
  body.writeUIntBE(body.length - 4, 1, 3);
  let at = 4 + 2 + 32;
  at += 1 + (body[at] ?? 0);
  at += 2 + body.readUInt16BE(at);
  at += 1 + (body[at] ?? 0);
  body.writeUInt16BE(body.readUInt16BE(at) + extension.length, at);
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
  return JSON.stringify(await new Resolver({ timeout: 2000, tries: 1 }).resolve(name, type));
}

const KINDS: Record<string, (...texts: string[]) => Promise<string>> = {
  dns,
  http,
  raw,
  tls,
  hello,
  tcp,
  udp,
  resolve,
};

function end(result: string): void {
  process.stdout.write(JSON.stringify({ result }));
  process.exit();
}

setTimeout(() => end('no answer'), PATIENCE_MS);

KINDS[kind]?.(...given).then(end, (error: unknown) => end((error as { code?: string }).code ?? String(error)));
