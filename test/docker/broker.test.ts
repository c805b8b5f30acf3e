import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Binding, bindingsId, handCredentials } from '../../electron/engine/gateway/credentials.ts';
import { execute } from '../support/execute.ts';
import { attempt, context, docker, reportsOf } from '../support/gateway.ts';
import { testImages } from '../support/images.ts';
import { bytes, openedGateway } from '../support/opened.ts';
import { until } from '../support/until.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let image: string;
let opened: Awaited<ReturnType<typeof openedGateway>>;

const random = (): string => randomBytes(24).toString('base64url');

/** A sign-in that the gateway holds, and its placeholder. */
function binding(host: string, header: Binding['header']): Binding & { secret: string } {
  return { host, header, placeholder: `held-${random()}`, secret: `secret-${random()}` };
}

const api = binding('api.test', 'bearer');
const key = binding('key.test', 'x-api-key');
const goog = binding('goog.test', 'x-goog-api-key');
const git = binding('git.test', 'basic');
const live = binding('live.test', 'bearer');
const all: readonly Binding[] = [api, key, goog, git, live];

const hand = (bindings: readonly Binding[] = all): Promise<void> => handCredentials(context, opened.id, bindings);

/** A gateway, a world and an agent for all: each test has paths of its own. */
beforeAll(async () => {
  image = (await testImages()).gateway;
  world = await startWorld({ image });
  const domains = ['api.test', 'key.test', 'goog.test', 'git.test', 'live.test', 'ANY other.test/*', 'whole.test'];
  const lent = ['api.test', 'key.test', 'goog.test', 'git.test', 'live.test', 'unlisted.test'];
  opened = await openedGateway({ image, world, policy: { domains, lent }, env: ['FORGET_SECONDS=1'] });
  await hand();
});

/** The headers of the request to a path, as they reached the world; undefined where none did. */
async function arrived(path: string): Promise<Record<string, string> | undefined> {
  const seen = await world.seen();
  const found = seen.find((sight) => sight['path'] === path);
  return found?.['headers'] as Record<string, string> | undefined;
}

/** Asks with these headers, and answers the status and what reached the world of `name`. */
async function sent(url: string, headers: Record<string, string>, name = 'authorization') {
  const path = `/${random()}`;
  const answer = await opened.ask('ask', 'GET', `${url}${path}`, JSON.stringify(headers));
  return { answer, value: (await arrived(path))?.[name] };
}

/** The same with the lines of a request as they are. */
async function sentRaw(host: string, ...lines: string[]) {
  const path = `/${random()}`;
  const request = bytes(`GET ${path} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...lines);
  const answer = await opened.ask('raw', host, request);
  return { answer, path, headers: await arrived(path) };
}

const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

describe('a placeholder becomes the secret', () => {
  test('as a bearer of its host', async () => {
    const { answer, value } = await sent('https://api.test', { authorization: `Bearer ${api.placeholder}` });

    expect(answer).toMatch(/^200 /);
    expect(value).toBe(`Bearer ${api.secret}`);
  });

  test.each([key, goog])('in a header of its own: $header', async ({ host, header, placeholder, secret }) => {
    const { value } = await sent(`https://${host}`, { [header]: placeholder }, header);

    expect(value).toBe(secret);
  });

  test('as the password that git sends, whoever its user is', async () => {
    const { value } = await sent('https://git.test', { authorization: basic('x-access-token', git.placeholder) });

    expect(value).toBe(basic('x-access-token', git.secret));
  });

  test('whatever case its header has', async () => {
    const { headers } = await sentRaw('api.test', `AUTHORIZATION: Bearer ${api.placeholder}`);

    expect(headers?.['authorization']).toBe(`Bearer ${api.secret}`);
  });

  test('over HTTP/2', async () => {
    const path = `/${random()}`;
    const pseudo = { ':method': 'GET', ':path': path, ':scheme': 'https', ':authority': 'api.test' };
    await opened.ask('two', 'api.test', JSON.stringify({ ...pseudo, authorization: `Bearer ${api.placeholder}` }));

    expect((await arrived(path))?.['authorization']).toBe(`Bearer ${api.secret}`);
  });

  test('in an upload that waits to be told to continue', async () => {
    const path = `/${random()}`;
    const headers = JSON.stringify({ expect: '100-continue', authorization: `Bearer ${api.placeholder}` });
    const answer = await opened.ask('ask', 'POST', `https://api.test${path}`, headers, 'x'.repeat(100_000));

    expect(answer).toBe(`200 POST api.test${path} 100000`);
    expect((await arrived(path))?.['authorization']).toBe(`Bearer ${api.secret}`);
  });

  test('in what becomes a web socket', async () => {
    const { answer } = await sentRaw('api.test', `Authorization: Bearer ${api.placeholder}`);
    expect(answer).toMatch(/^HTTP\/1\.1 200/);
    const asking = bytes(
      'GET /ws HTTP/1.1',
      'Host: api.test',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      `Authorization: Bearer ${api.placeholder}`,
    );

    expect(await opened.ask('raw', 'api.test', asking)).toMatch(/^HTTP\/1\.1 101[^]*tunnel/);
    expect((await arrived('/ws'))?.['authorization']).toBe(`Bearer ${api.secret}`);
  });
});

describe('nothing else does', () => {
  const foreign = 'Bearer a-token-of-its-own';

  test('another token passes as it is', async () => {
    expect((await sent('https://api.test', { authorization: foreign })).value).toBe(foreign);
  });

  test.each([
    ['in the header of another scheme', { authorization: `Token ${api.placeholder}` }],
    ['in another spelling', { authorization: `bearer ${api.placeholder}` }],
    ['with more behind it', { authorization: `Bearer ${api.placeholder}, Bearer x` }],
    ['as a password', { authorization: basic('x', api.placeholder) }],
    ['of another host', { authorization: `Bearer ${key.placeholder}` }],
    ['that is a key', { authorization: `Bearer ${goog.placeholder}` }],
  ])('a placeholder %s goes out as it is, and its row says so', async (_what, headers) => {
    const path = `/${random()}`;
    await opened.ask('ask', 'GET', `https://api.test${path}`, JSON.stringify(headers));

    expect((await arrived(path))?.['authorization']).toBe(headers.authorization);
    expect(await opened.row({ path, rule: 'placeholder' })).toMatchObject({ verdict: 'allowed', host: 'api.test' });
  });

  test.each([
    ['another header', (path: string) => [path, { 'x-note': `see ${api.placeholder}` }] as const],
    ['a query', (path: string) => [`${path}?t=${api.placeholder}`, {}] as const],
  ])('in %s of another opened host it is worthless, and noted', async (_what, of) => {
    const path = `/${random()}`;
    const [target, headers] = of(path);
    await opened.ask('ask', 'GET', `https://other.test${target}`, JSON.stringify(headers));

    await opened.row({ path, host: 'other.test', rule: 'placeholder' });
    expect(JSON.stringify(await world.seen())).not.toContain(`see ${api.secret}`);
  });

  test('nor over plain HTTP, where it is noted too', async () => {
    await attempt(opened.agent, 'resolve', 'api.test', 'A');
    const path = `/plain-${api.placeholder}`;
    await attempt(opened.agent, 'http', 'api.test', world.address, path);

    await opened.row({ via: 'http', path, rule: 'placeholder' });
  });

  test('nor in the second request of a connection, for another host', async () => {
    const answer = await opened.ask(
      'raw',
      'api.test',
      bytes('GET /first HTTP/1.1', 'Host: api.test', `Authorization: Bearer ${api.placeholder}`),
      bytes('GET /2nd HTTP/1.1', 'Host: other.test', `Authorization: Bearer ${api.placeholder}`, 'Connection: close'),
    );

    expect(answer).toMatch(/^HTTP\/1\.1 200[^]*HTTP\/1\.1 421/);
    expect(await arrived('/2nd')).toBeUndefined();
  });

  test('nor in the absolute form of another host', async () => {
    const request = ['GET https://other.test/abs HTTP/1.1', 'Host: other.test', 'Connection: close'];
    const authorization = `Authorization: Bearer ${api.placeholder}`;

    expect(await opened.ask('raw', 'api.test', bytes(...request, authorization))).toMatch(/^HTTP\/1\.1 421/);
    expect(await arrived('/abs')).toBeUndefined();
  });

  test.each([
    ['twice', `Authorization: Bearer ${api.placeholder}`, 'Authorization: Bearer x'],
    ['beside one of its own', 'Authorization: Bearer x', `authorization: Bearer ${api.placeholder}`],
    ['as keys', 'X-Api-Key: x', `x-api-key: ${api.placeholder}`],
  ])('a sign-in that comes %s is refused', async (_what, ...lines) => {
    const { answer, headers } = await sentRaw('api.test', ...lines);

    expect(answer).toMatch(/^HTTP\/1\.1 403[^]*comes twice/);
    expect(headers).toBeUndefined();
    expect(await opened.row({ rule: 'credential', host: 'api.test' })).toMatchObject({ verdict: 'refused' });
  });

  test('a folded header is not the placeholder', async () => {
    const { headers } = await sentRaw('api.test', 'Authorization: Bearer', ` ${api.placeholder}`);

    expect(headers?.['authorization'] ?? '').not.toContain(api.secret);
  });

  test('a host that holds a sign-in and is on no list stays closed', async () => {
    expect(await opened.ask('ask', 'GET', 'https://unlisted.test/')).toBe('ENOTFOUND');
  });
});

describe('an answer that has the secret in it', () => {
  const holder = { authorization: `Bearer ${api.placeholder}` };

  test('in a header is refused', async () => {
    const answer = await opened.ask('ask', 'GET', 'https://api.test/tell/header', JSON.stringify(holder));

    expect(answer).toMatch(/^502 [^]*has the sign-in in it/);
    expect(await opened.row({ rule: 'secret-told' })).toMatchObject({ verdict: 'refused', host: 'api.test' });
  });

  test('is not asked for in a form that cannot be read', async () => {
    const path = `/${random()}`;
    const headers = { ...holder, 'accept-encoding': 'gzip, br' };
    await opened.ask('ask', 'GET', `https://api.test${path}`, JSON.stringify(headers));

    expect(await arrived(path)).toMatchObject({ 'accept-encoding': 'identity' });
  });

  test('in a body that is short, or JSON, is refused with a word of why', async () => {
    expect(await opened.ask('ask', 'GET', 'https://api.test/echo', JSON.stringify(holder))).toMatch(/^502 /);
  });
});

/** Clients that its proxy remembers: those that are connected, and for a second those that were. */
async function remembered(): Promise<string[]> {
  const script =
    's = require("socket.unix")() s:connect("/run/proxy/lists") s:send("show open\\n") print((s:receive("*a")))';
  const { output } = await execute(opened.id, ['lua5.3', '-e', script], { user: 'haproxy' });
  return output.split('\n').filter((line) => line.includes(' '));
}

describe('a stream', () => {
  const streaming = (host: string, placeholder: string) =>
    opened.ask('held', `https://${host}/stream`, JSON.stringify({ authorization: `Bearer ${placeholder}` }));
  /** A stream that ends before it began says why. */
  const began = (stream: Promise<string>): Promise<unknown> =>
    Promise.race([
      until('the stream', async () => (await execute(opened.agent, ['cat', '/tmp/held'])).code === 0),
      stream.then((end) => Promise.reject(new Error(`The stream ended with ${end}.`))),
    ]);
  const goOn = () => execute(opened.agent, ['sh', '-c', 'rm /tmp/held; touch /tmp/go']);

  test('goes on while its token is renewed, and what comes next has the new one', async () => {
    const stream = streaming('live.test', live.placeholder);
    await began(stream);
    const renewed = { ...live, secret: `secret-${random()}` };
    await hand([api, key, goog, git, renewed]);
    await goOn();

    expect(await stream).toContain('data: second');
    const { value } = await sent('https://live.test', { authorization: `Bearer ${live.placeholder}` });
    expect(value).toBe(`Bearer ${renewed.secret}`);
  });

  test('ends when its lease does, and what comes next is refused', async () => {
    const stream = streaming('live.test', live.placeholder);
    await began(stream);
    await until('all others to be forgotten', async () => (await remembered()).length === 1);
    await hand([api, key, goog, git, { ...live, secret: null }]);

    expect(await stream).toMatch(/ECONNRESET|aborted|cut/);
    await goOn();
    const { answer, value } = await sent('https://live.test', { authorization: `Bearer ${live.placeholder}` });
    expect([answer, value]).toEqual([expect.stringMatching(/^403 [^]*any more/), undefined]);
    await opened.row({ rule: 'lease', host: 'live.test' });
    expect((await sent('https://api.test', { authorization: `Bearer ${api.placeholder}` })).answer).toMatch(/^200/);
  });
});

describe('the secret', () => {
  test('is in no place but the gateway’s memory, for the proxy’s eyes', async () => {
    await hand();
    const details = JSON.stringify(await docker.inspect(opened.id));
    const logs = (await docker.lastLines(opened.id, 5000)).join('\n');
    const ledger = await execute(opened.id, ['cat', '/var/lib/maestro-ledger/rows'], { user: 'ledger' });
    const processes = await execute(opened.id, ['bash', '-c', 'cat /proc/*/cmdline /proc/*/environ'], { user: '0' });
    const others = await Promise.all(
      ['0', 'ledger', 'asker'].map((user) =>
        execute(opened.id, ['cat', '/run/maestro-memory/credentials/held'], { user }),
      ),
    );
    const disk = await docker.readFile(opened.id, '/run/maestro-memory/credentials/held', 10_000);

    for (const text of [details, logs, ledger.output, processes.output, ...others.map(({ output }) => output)])
      for (const { secret } of [api, key, goog, git, live]) expect(text).not.toContain(secret);
    expect([disk, ...others.map(({ code }) => code)]).toEqual([undefined, 1, 1, 1]);
  });

  test('is gone when the gateway starts again, which says so, until it is handed in', async () => {
    const says = async (): Promise<string | undefined> => (await reportsOf(opened.id, 'proof')).at(-1)?.credentials;
    await until('its name', async () => (await says()) === bindingsId(all));
    await docker.restart(opened.id, { graceSeconds: 1 });
    await until('its proof', async () => (await says()) === '');
    await docker.restart(opened.agent, { graceSeconds: 1 });
    const ask = () => sent('https://api.test', { authorization: `Bearer ${api.placeholder}` });
    expect((await ask()).value).toBe(`Bearer ${api.placeholder}`);

    await hand();
    expect((await ask()).value).toBe(`Bearer ${api.secret}`);
    await until('its name', async () => (await says()) === bindingsId(all));
  });
});
