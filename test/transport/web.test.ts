import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { beforeAll, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import type { Web } from '../../electron/host/web.ts';
import { openWeb } from '../../electron/host/web.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { engineWithoutDocker, pageSocket, signIn, webOf } from '../support/connections.ts';
import { tempFolder, writeFiles } from '../support/project.ts';

const CSP = [
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'",
  "connect-src 'self'; frame-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const BIG = `export const text = '${'a long line of the page; '.repeat(2_000)}';`;

let engine: Engine;
let web: Web;
let host: string;
let cookie: string;

beforeAll(async () => {
  const folder = await tempFolder();
  await writeFiles(folder, {
    'page/index.html': '<!doctype html><title>Maestro</title>',
    'page/assets/app-1234.js': 'export {};',
    'page/assets/big-1234.js': BIG,
    'page/assets/face-1234.woff2': 'x'.repeat(4_000),
    'page/.hidden.txt': 'hidden',
    'secret.txt': 'secret',
  });
  const made = await engineWithoutDocker();
  const paths = { ...made.context.paths, renderer: `${folder}/page` };
  engine = { ...made, context: { ...made.context, paths } };
  web = await webOf(engine);
  host = new URL(web.origin).host;
  cookie = await signIn(web);
});

interface Raw {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request, written to the socket as it stands: no client corrects it. */
function ask({ method = 'GET', path = '/', headers = {} }: Raw): Promise<string> {
  const lines = Object.entries({ Host: host, Connection: 'close', ...headers }).map(
    ([key, value]) => `${key}: ${value}`,
  );
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(web.origin).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString('utf8')));
    socket.on('end', () => resolve(answer)).on('error', reject);
    socket.write([`${method} ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
  });
}

function upgrade(headers: Readonly<Record<string, string>>, path = '/rpc'): Promise<string> {
  const wish = { Upgrade: 'websocket', Connection: 'Upgrade', 'Sec-WebSocket-Version': '13' };
  return ask({ path, headers: { ...wish, 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==', ...headers } });
}

function status(answer: string): number {
  return Number(answer.split(' ')[1]);
}

function header(answer: string, name: string): string | undefined {
  return new RegExp(`^${name}: (.*)$`, 'im').exec(answer)?.[1]?.trim();
}

test('the printed address becomes a strict cookie and leaves the address bar', async () => {
  const { pathname, search } = new URL(web.newAddress());
  const answer = await ask({ path: pathname + search });
  expect([status(answer), header(answer, 'location')]).toEqual([303, '/']);
  expect(header(answer, 'set-cookie')).toMatch(/^maestro-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
});

test('an address that is opened from another site signs in too', async () => {
  const { search } = new URL(web.newAddress());
  const answer = await ask({ path: `/${search}`, headers: { 'Sec-Fetch-Site': 'cross-site' } });
  expect([status(answer), header(answer, 'refresh')]).toEqual([200, '0; url=/']);
});

test('an address works once', async () => {
  const { search } = new URL(web.newAddress());
  await ask({ path: `/${search}` });
  const again = await ask({ path: `/${search}` });
  expect([status(again), header(again, 'set-cookie')]).toEqual([401, undefined]);
  expect(again).toContain('maestro serve');
});

test('an address that is looked at by a link preview still works', async () => {
  const { search } = new URL(web.newAddress());
  await ask({ method: 'HEAD', path: `/${search}` });
  expect(status(await ask({ path: `/${search}` }))).toBe(303);
});

test('a wrong token is told what to do', async () => {
  const answer = await ask({ path: '/?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' });
  expect(status(answer)).toBe(401);
  expect(answer).toContain('Open the address');
});

test('a browser without the cookie gets neither page nor files', async () => {
  for (const path of ['/', '/assets/app-1234.js', '/nothing.js']) expect(status(await ask({ path }))).toBe(401);
  expect(status(await ask({ headers: { Cookie: 'maestro-1=x; maestro=y' } }))).toBe(401);
});

test('a signed-in browser gets the page, asked for anew each time, and its files with their types', async () => {
  const page = await ask({ headers: { Cookie: `other=1; ${cookie}` } });
  expect([status(page), header(page, 'cache-control')]).toEqual([200, 'private, no-cache']);
  expect(header(page, 'content-type')).toBe('text/html; charset=utf-8');

  const script = await ask({ path: '/assets/app-1234.js', headers: { Cookie: cookie } });
  expect(header(script, 'content-type')).toBe('text/javascript; charset=utf-8');
  expect(header(script, 'cache-control')).toContain('immutable');
});

test('the page’s files are packed as the browser takes them, and stay the same bytes', async () => {
  const asked: readonly [string | undefined, string | null][] = [
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0.5, gzip;q=0.9', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['*', 'br'],
    ['br;q=0, gzip; q=0', null],
    ['identity', null],
    ['deflate', null],
    [undefined, null],
  ];
  for (const [accept, encoding] of asked) {
    const headers = { cookie, 'accept-encoding': accept ?? '' };
    const answer = await fetch(new URL('/assets/big-1234.js', web.origin), { headers });
    expect([accept, answer.headers.get('content-encoding')]).toEqual([accept, encoding]);
    expect(answer.headers.get('vary')).toBe('Accept-Encoding');
    const length = Number(answer.headers.get('content-length'));
    expect(length < BIG.length / 4).toBe(encoding !== null);
    expect(await answer.text()).toBe(BIG);
  }
});

test('what is packed already, or too small to gain, is sent as it is', async () => {
  for (const path of ['/assets/face-1234.woff2', '/assets/app-1234.js', '/']) {
    const answer = await ask({ path, headers: { Cookie: cookie, 'Accept-Encoding': 'br' } });
    expect([path, header(answer, 'content-encoding')]).toEqual([path, undefined]);
  }
});

test('nothing but the page’s files is packed: no sign-in, no answer about it, no refusal', async () => {
  const { search } = new URL(web.newAddress());
  const elsewhere = { 'Sec-Fetch-Site': 'cross-site', 'Accept-Encoding': 'br' };
  const packs = { Cookie: cookie, 'Accept-Encoding': 'br, gzip' };
  for (const answer of [
    await ask({ path: `/${search}`, headers: elsewhere }),
    await ask({ path: '/signed-in', headers: packs }),
    await ask({ path: '/nothing.js', headers: packs }),
    await ask({ headers: { 'Accept-Encoding': 'br' } }),
    await ask({ headers: { ...packs, Origin: 'http://evil.test' } }),
  ]) {
    expect(header(answer, 'content-encoding')).toBeUndefined();
    expect(header(answer, 'cache-control')).toBe('no-store');
  }
});

test('a file that the browser has is not sent again, and only to who is signed in', async () => {
  const path = '/assets/big-1234.js';
  const known = { Cookie: cookie, 'Accept-Encoding': 'br' };
  const tag = header(await ask({ path, headers: known }), 'etag') ?? '';
  for (const match of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
    const again = await ask({ path, headers: { ...known, 'If-None-Match': match } });
    expect([match, status(again), header(again, 'etag')]).toEqual([match, 304, tag]);
    expect(again.split('\r\n\r\n')[1]).toBe('');
  }
  const plain = await ask({ path, headers: { Cookie: cookie, 'If-None-Match': tag } });
  expect([status(plain), header(plain, 'content-encoding')]).toEqual([200, undefined]);
  expect(status(await ask({ path, headers: { 'If-None-Match': tag } }))).toBe(401);
});

test('every answer carries the security headers', async () => {
  for (const answer of [
    await ask({}),
    await ask({ headers: { Cookie: cookie } }),
    await ask({ headers: { Host: 'x' } }),
  ]) {
    expect(header(answer, 'content-security-policy')).toBe(CSP);
    expect(header(answer, 'x-content-type-options')).toBe('nosniff');
    expect(header(answer, 'referrer-policy')).toBe('no-referrer');
    expect(header(answer, 'cross-origin-opener-policy')).toBe('same-origin');
    expect(header(answer, 'cross-origin-resource-policy')).toBe('same-origin');
    expect(header(answer, 'x-frame-options')).toBe('DENY');
  }
});

test('a name that was rebound to this machine is refused', async () => {
  for (const Host of ['evil.test', `evil.test:${host.split(':')[1] ?? ''}`, '127.0.0.1', '127.0.0.1:1', `[::1]:80`])
    expect(status(await ask({ headers: { Host, Cookie: cookie } }))).toBe(403);
});

test('another origin is refused, with or without the cookie', async () => {
  for (const Origin of ['http://evil.test', 'null', 'http://127.0.0.1:1', `https://${host}`])
    expect(status(await ask({ headers: { Origin, Cookie: cookie } }))).toBe(403);
});

test('a CORS preflight is refused and gets no permission', async () => {
  const headers = { Origin: 'http://evil.test', 'Access-Control-Request-Method': 'POST' };
  const answer = await ask({ method: 'OPTIONS', path: '/rpc', headers });
  expect(status(answer)).toBe(403);
  expect(answer).not.toMatch(/access-control-allow/i);
});

test('only reading is answered', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
    expect(status(await ask({ method, headers: { Cookie: cookie } }))).toBe(405);
});

test('no path leads out of the page’s folder', async () => {
  const ways = ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/../../secret.txt', '//secret.txt'];
  const odd = ['/.hidden.txt', '/%00', '/%ff', '/assets', '/assets/', '/C:%5Csecret.txt', '/index.html/x'];
  for (const path of [...ways, ...odd]) {
    const answer = await ask({ path, headers: { Cookie: cookie } });
    expect([path, status(answer)]).toEqual([path, 404]);
    expect(answer).not.toContain('secret\r\n');
  }
  expect(status(await ask({ path: `http://${host}/`, headers: { Cookie: cookie } }))).toBe(400);
});

test('a page that is not built says so', async () => {
  const bare = await webOf({
    ...engine,
    context: { ...engine.context, paths: { ...engine.context.paths, renderer: '/nowhere' } },
  });
  const answer = await fetch(bare.origin, { headers: { cookie: await signIn(bare) } });
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('npm run build');
});

test('a browser can ask whether it is still signed in', async () => {
  expect(status(await ask({ path: '/signed-in' }))).toBe(401);
  expect(status(await ask({ path: '/signed-in', headers: { Cookie: cookie } }))).toBe(204);
});

test('a WebSocket is let in with the cookie and the page’s own origin', async () => {
  const socket = pageSocket(web, cookie);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.terminate();
});

test('a WebSocket of another site, of no site, of a rebound name or without cookie is refused', async () => {
  const Origin = `http://${host}`;
  const Cookie = cookie;
  expect(status(await upgrade({ Cookie, Origin: 'http://evil.test' }))).toBe(403);
  expect(status(await upgrade({ Cookie, Origin: 'http://127.0.0.1:1' }))).toBe(403);
  expect(status(await upgrade({ Cookie }))).toBe(403);
  expect(status(await upgrade({ Cookie, Origin: 'http://evil.test', Host: 'evil.test' }))).toBe(403);
  expect(status(await upgrade({ Origin }))).toBe(401);
  expect(status(await upgrade({ Origin, Cookie, Path: '' }, '/other'))).toBe(404);
});

test('a client that sends what is no call is cut off', async () => {
  for (const message of ['{', Buffer.from([1, 2, 3]), '{"i":1,"p":{}}', 'x'.repeat(9 * 1024 * 1024)]) {
    const socket = pageSocket(web, cookie);
    await new Promise((resolve) => socket.once('open', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    socket.send(message);
    expect([1008, 1009, 1006]).toContain(await closed);
  }
});

test('a client that calls without end is cut off, and the engine lives on', async () => {
  const socket: WebSocket = pageSocket(web, cookie);
  await new Promise((resolve) => socket.once('open', resolve));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  for (let id = 0; id < 20_000; id++) socket.send(JSON.stringify({ i: String(id), p: { u: '/doctor/nothing' } }));
  expect(await closed).toBe(1008);
  expect(status(await ask({ path: '/signed-in', headers: { Cookie: cookie } }))).toBe(204);
});

test('nothing listens beyond the loopback interface', async () => {
  const outside = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  for (const { address } of outside.filter(({ internal, family }) => !internal && family === 'IPv4')) {
    const socket = connect(Number(new URL(web.origin).port), address);
    const found = await new Promise((resolve) => {
      socket.once('connect', () => resolve('connected')).once('error', () => resolve('refused'));
    });
    socket.destroy();
    expect([address, found]).toEqual([address, 'refused']);
  }
});

test('a port that is taken is named', async () => {
  const port = Number(new URL(web.origin).port);
  await expect(openWeb(engine, { port })).rejects.toMatchObject({ problem: { code: 'PORT_TAKEN' } });
});

test('a demo answers at an address of its own, to who is signed in, and only where there is one', async () => {
  const upgrade = (headers: Record<string, string>): Promise<string> =>
    ask({
      path: '/rpc?demo',
      headers: {
        ...{ Connection: 'Upgrade', Upgrade: 'websocket', Origin: `http://${host}`, ...headers },
        ...{ 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==' },
      },
    });
  expect(await upgrade({})).toMatch(/^HTTP\/1\.1 401 /);
  expect(await upgrade({ Cookie: cookie })).toMatch(/^HTTP\/1\.1 404 /);
});
