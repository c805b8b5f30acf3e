/**
 * The outside, as far as tests have one: DNS, HTTP, TLS and a greeting on the SSH port, on one address for all names.
 * Runs in a container of its own, and prints one JSON line for everything that reached it.
 */
import { createSocket } from 'node:dgram';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Duplex } from 'node:stream';
import { createServer as createTlsServer } from 'node:tls';
import { secureServer } from './secure.ts';

const TYPES: Record<number, string> = { 1: 'A', 10: 'NULL', 16: 'TXT', 28: 'AAAA', 255: 'ANY' };
const OWN_ADDRESS = Object.values(networkInterfaces()).flatMap((each) =>
  (each ?? []).filter(({ family, internal }) => family === 'IPv4' && !internal),
)[0]?.address;
/** Addresses of names; every other name below `.test` lies here. */
const RECORDS = JSON.parse(process.env['WORLD_RECORDS'] ?? '{}') as Record<string, string>;

function saw(what: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

function answerDns(query: Buffer): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.subarray(at + 1, at + 1 + length).toString('latin1'));
    at += length + 1;
  }
  const name = labels.join('.').toLowerCase();
  const type = query.readUInt16BE(at + 1);
  saw({ dns: name, type: TYPES[type] ?? type, spelled: labels.join('.') });
  const question = query.subarray(12, at + 5);
  const data = dataOf(name, type);
  const answer = data === undefined ? Buffer.alloc(0) : record(type, data);
  const exists = name.endsWith('.test') && name !== 'dead.test';
  const head = Buffer.from([0, 0, 0x81, exists ? 0x80 : 0x83, 0, 1, 0, answer.length > 0 ? 1 : 0, 0, 0, 0, 0]);
  query.copy(head, 0, 0, 2);
  return Buffer.concat([head, question, answer]);
}

function dataOf(name: string, type: number): Buffer | undefined {
  if (!name.endsWith('.test') || name === 'dead.test') return undefined;
  if (type === 1) return Buffer.from((RECORDS[name] ?? OWN_ADDRESS ?? '').split('.').map(Number));
  if (type === 28) return Buffer.from('20010db8000000000000000000000001', 'hex');
  if (type === 16) return Buffer.from('\x04leak', 'latin1');
  if (type === 10) return Buffer.from('leak');
  return undefined;
}

function record(type: number, data: Buffer): Buffer {
  const head = Buffer.from([0xc0, 12, type >> 8, type & 255, 0, 1, 0, 0, 0, 30, 0, data.length]);
  return Buffer.concat([head, data]);
}

const dns = createSocket('udp4');
dns.on('message', (query, from) => {
  saw({ asker: from.port });
  dns.send(answerDns(query), from.port, from.address);
});
dns.bind(53);

createServer((socket) => {
  saw({ tcp: 53 });
  socket.on('error', () => socket.destroy()).end();
}).listen(53);

createServer((socket) => {
  saw({ tcp: 22 });
  socket.on('error', () => socket.destroy()).end('SSH-2.0-world\r\n');
}).listen(22);

const web = createHttpServer((request, response) => {
  saw({ http: request.headers.host, path: request.url });
  if (request.url?.startsWith('/switch/')) switchTo(request.socket, request.url);
  else response.end(`http ${request.headers.host ?? ''} ${request.url ?? ''}`);
});
web.on('upgrade', (request, socket) => switchTo(socket, request.url ?? ''));

/** Switches to the protocols that a path names, a header each, asked for or not. The key's answer is RFC 6455's own. */
function switchTo(socket: Duplex, path: string): void {
  const protocols = path.split('/').slice(2).map(decodeURIComponent);
  const upgrades = protocols.map((protocol) => `Upgrade: ${protocol}\r\n`).join('');
  const accept = 'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n';
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n${upgrades}${accept}\r\ntunnel`);
}
web.listen(80);

const { WORLD_KEY: key, WORLD_CERT: cert } = process.env;
const secure = secureServer({ key, cert }, saw);
/** A client that chooses a protocol is answered in it; one that names none, with a line. */
createTlsServer({ key, cert, ALPNProtocols: ['h2', 'http/1.1'] }, (socket) => {
  const name = typeof socket.servername === 'string' ? socket.servername : '';
  saw({ tls: name });
  socket.on('error', () => socket.destroy());
  if (typeof socket.alpnProtocol === 'string') {
    secure(socket);
    return;
  }
  socket.once('data', () => {
    const body = `tls ${name}`;
    socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`);
  });
}).listen(443, () => saw({ ready: OWN_ADDRESS }));
