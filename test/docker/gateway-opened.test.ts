import { beforeAll, describe, expect, test } from 'vitest';
import { attempt } from '../support/gateway.ts';
import { testImages } from '../support/images.ts';
import { bytes, openedGateway } from '../support/opened.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let image: string;
let opened: Awaited<ReturnType<typeof openedGateway>>;

beforeAll(async () => {
  image = (await testImages()).gateway;
  world = await startWorld({ image });
  const domains = ['GET,HEAD pkg.test/files/*', 'POST pkg.test/upload', 'ANY api.test/*', 'plain.test', 'other.test'];
  opened = await openedGateway({ image, world, policy: { domains } });
});

describe('a host whose rules name methods and paths', () => {
  test('is opened, with a certificate of this container’s own authority, and what matches arrives', async () => {
    expect(await opened.ask('ask', 'GET', 'https://pkg.test/files/a?v=1')).toBe('200 GET pkg.test/files/a?v=1 0');
    expect(await opened.ask('ask', 'POST', 'https://pkg.test/upload', '{}', 'x'.repeat(5000))).toBe(
      '200 POST pkg.test/upload 5000',
    );
  });

  test('answers everything else at once with the policy and an id, and nothing of it arrives', async () => {
    const told = await opened.ask('ask', 'DELETE', 'https://pkg.test/files/a?token=secret');

    expect(told).toMatch(
      /^403 [^]*no rule lets DELETE pkg\.test\/files\/a pass[^]*policy and not a fault: do not retry/,
    );
    const [, id] = /add-domain t\w+-gateway-1 ([0-9a-z]{6})/.exec(told) ?? [];
    const row = await opened.row({ via: 'https', rule: 'no-rule', method: 'DELETE', path: '/files/a' });
    expect(row).toMatchObject({ id, host: 'pkg.test', port: 443, status: 403, verdict: 'refused' });
    expect(JSON.stringify(await world.seen())).not.toContain('DELETE');
  });

  test('has a row for each request: method, path without its query, answer, bytes, and the rule', async () => {
    await opened.ask('ask', 'GET', 'https://pkg.test/files/ledger?token=secret');

    const row = await opened.row({ via: 'https', path: '/files/ledger', status: 200 });
    expect(row).toMatchObject({ method: 'GET', rule: 'GET,HEAD pkg.test/files/*', connected: true, count: 1 });
    expect(Math.min(row.up, row.down)).toBeGreaterThan(0);
  });

  test('obeys the same rules over plain HTTP', async () => {
    await attempt(opened.agent, 'resolve', 'pkg.test', 'A');
    expect((await attempt(opened.agent, 'http', 'pkg.test', world.address, '/files/plain')).result).toMatch(/^200/);
    expect((await attempt(opened.agent, 'http', 'pkg.test', world.address, '/elsewhere')).result).toMatch(/^403/);
  });

  test.each([
    ['an encoded slash', '/files/..%2fupload'],
    ['dots', '/files/../upload'],
    ['encoded dots', '/files/%2e%2e/upload'],
    ['dots with a parameter', '/files/..;/upload'],
    ['a doubled slash', '/files//a'],
    ['a backslash', '/files\\..\\upload'],
    ['an escape of an escape', '/files/%252e%252e/upload'],
    ['a broken escape', '/files/%zz'],
    ['a byte that is no text', '/files/\x80'],
    ['the folder alone', '/files'],
  ])('refuses a path that can be read in two ways: %s', async (_what, path) => {
    expect(
      await opened.ask('raw', 'pkg.test', bytes(`GET ${path} HTTP/1.1`, 'Host: pkg.test', 'Connection: close')),
    ).toMatch(/^HTTP\/1\.1 40[03]/);
  });

  test.each([
    'X-HTTP-Method-Override: DELETE',
    'X-Method-Override: PUT',
    'X-Original-URL: /admin',
    'x-rewrite-url: /a',
  ])('refuses a request whose header means another one: %s', async (header) => {
    const request = bytes('GET /files/a HTTP/1.1', 'Host: pkg.test', header, 'Connection: close');
    expect(await opened.ask('raw', 'pkg.test', request)).toMatch(/^HTTP\/1\.1 403/);
  });
});

describe('inside an opened connection a request is for the host of that connection alone', () => {
  const good = 'GET /files/a HTTP/1.1';

  test('also the second one of a connection', async () => {
    const answer = await opened.ask(
      'raw',
      'pkg.test',
      bytes(good, 'Host: pkg.test'),
      bytes(good, 'Host: other.test', 'Connection: close'),
    );

    expect(answer).toMatch(/^HTTP\/1\.1 200[^]*HTTP\/1\.1 421/);
    expect(await opened.row({ via: 'https', rule: 'other-host', host: 'other.test' })).toMatchObject({
      verdict: 'refused',
      status: 421,
    });
  });

  test.each([
    ['another Host', [good, 'Host: other.test']],
    ['an absolute form', ['GET https://other.test/files/a HTTP/1.1', 'Host: other.test']],
    ['an absolute form beside its Host', ['GET https://other.test/files/a HTTP/1.1', 'Host: pkg.test']],
    ['a doubled Host', [good, 'Host: pkg.test', 'Host: other.test']],
    ['a Host that comes twice', [good, 'Host: other.test', 'Host: pkg.test']],
    ['a folded Host', [good, 'Host: pkg.test', ' other.test']],
    ['a Host behind a blank', [good, 'Host : other.test']],
    ['no Host', [good]],
    ['another port', [good, 'Host: pkg.test:8443']],
    ['a tunnel', ['CONNECT other.test:443 HTTP/1.1', 'Host: other.test:443']],
    ['a header in other case', [good, 'hOsT: other.test']],
  ])('refuses %s', async (_what, lines) => {
    const answer = await opened.ask('raw', 'pkg.test', bytes(...lines, 'Connection: close'));

    expect(answer).toMatch(/^HTTP\/1\.1 (400|403|421)/);
    expect(answer).not.toContain(' 200 ');
  });

  test('over HTTP/2 too, whose authority is a field of its own', async () => {
    const asked = { ':method': 'GET', ':path': '/files/a', ':scheme': 'https' };
    const two = (headers: Record<string, string>) =>
      opened.ask('two', 'pkg.test', JSON.stringify({ ...asked, ...headers }));

    expect(await two({ ':authority': 'pkg.test' })).toBe('200 GET pkg.test/files/a 0');
    expect(await two({ ':authority': 'other.test' })).toMatch(/^421/);
    expect(await two({ ':authority': 'pkg.test', ':path': '/upload' })).toMatch(/^403/);
    expect(await two({ ':authority': 'pkg.test', ':path': '/files/%2e%2e/upload' })).toMatch(/^403/);
  });
});

describe('what passes through an opened connection', () => {
  test('is not held back: a stream goes both ways line by line', async () => {
    expect(await opened.ask('stream', 'https://api.test/stream')).toBe('data: first  data: begin  data: second');
  });

  test('may become a web socket, and nothing else', async () => {
    const asking = (protocol: string) =>
      bytes(
        'GET /ws HTTP/1.1',
        'Host: api.test',
        `Connection: Upgrade, ${protocol === 'h2c' ? 'close' : 'keep-alive'}`,
        `Upgrade: ${protocol}`,
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      );

    expect(await opened.ask('raw', 'api.test', asking('websocket'))).toMatch(/^HTTP\/1\.1 101[^]*tunnel/);
    expect(await opened.ask('raw', 'api.test', asking('h2c'))).toMatch(/^HTTP\/1\.1 403/);
  });

  test('keeps its headers, an Expect among them', async () => {
    const headers = JSON.stringify({ expect: '100-continue', authorization: 'Bearer own', 'x-some': 'thing' });

    expect(await opened.ask('ask', 'POST', 'https://api.test/echo', headers, 'x')).toMatch(
      /^200 .*"authorization":"Bearer own"/,
    );
  });
});

test('other hosts pass unopened, by their name', async () => {
  expect((await attempt(opened.agent, 'tls', 'plain.test')).result).toBe('tls plain.test');
  await opened.row({ via: 'tls', host: 'plain.test', rule: 'plain.test' });
});

test('a host that is also listed as a whole lets every request pass, opened', async () => {
  const both = await openedGateway({ image, world, policy: { domains: ['GET both.test/a', 'both.test'] } });

  expect(await both.ask('ask', 'POST', 'https://both.test/b')).toBe('200 POST both.test/b 0');
  await both.row({ via: 'https', host: 'both.test', path: '/b', rule: 'both.test' });
});

test('the server’s certificate is verified for the host’s name: without that nothing goes on', async () => {
  const strict = await openedGateway({
    image,
    world,
    policy: { domains: ['GET pkg.test/*'] },
    authority: (await startWorld({ image })).authority,
  });

  expect(await strict.ask('ask', 'GET', 'https://pkg.test/files/a')).toMatch(/^503 .*its certificate/);
  expect(await strict.row({ via: 'https', host: 'pkg.test', status: 503 })).toMatchObject({ connected: false });
});

test('a client that does not take the gateway’s certificate leaves a row that says so', async () => {
  const other = await openedGateway({ image, world, policy: { domains: ['GET pkg.test/*'] } });
  await other.renew({ domains: ['GET pkg.test/*', 'GET new.test/*'] });

  expect(await other.ask('ask', 'GET', 'https://new.test/')).not.toMatch(/^200/);
  expect(await other.row({ via: 'https', rule: 'untrusted', host: 'new.test' })).toMatchObject({ verdict: 'refused' });
});
