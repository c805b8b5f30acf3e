import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Binding, handCredentials } from '../../electron/engine/gateway/credentials.ts';
import { context } from '../support/gateway.ts';
import { execute } from '../support/execute.ts';
import { testImages } from '../support/images.ts';
import { bytes, openedGateway } from '../support/opened.ts';
import { startWorld, type World } from '../support/world.ts';

const random = (): string => randomBytes(24).toString('base64url');
const api = {
  host: 'api.test',
  header: 'bearer',
  placeholder: `held-${random()}`,
  secret: `secret-${random()}`,
} as const;
const bindings: readonly Binding[] = [api];
const holder = JSON.stringify({ authorization: `Bearer ${api.placeholder}` });
/** More than a gateway may let out before it knows what it is. */
const MOST = 12;

let world: World;
let opened: Awaited<ReturnType<typeof openedGateway>>;

beforeAll(async () => {
  const image = (await testImages()).gateway;
  world = await startWorld({ image });
  opened = await openedGateway({ image, world, policy: { domains: ['api.test'], lent: ['api.test'] } });
  await handCredentials(context, opened.id, bindings);
});

/** Has the secret told in one way, and answers what came of it, and at which path. */
async function told(kind: string): Promise<{ answer: string; path: string }> {
  const path = `/told/${kind}/${random()}`;
  return { path, answer: await opened.ask('all', `https://api.test${path}`, holder) };
}

describe('an answer that has the secret in its body ends before the agent has it', () => {
  test.each([
    ['in pieces', 'chunks'],
    ['far inside of much else', 'long'],
    ['in base64, among other text', 'base64'],
  ])('%s', async (_what, kind) => {
    const { answer, path } = await told(kind);

    expect(answer).toMatch(/^(200 cut|502)/);
    expect(answer).not.toContain(api.secret.slice(0, MOST));
    expect(answer).not.toContain(Buffer.from(api.secret).toString('base64').slice(0, MOST));
    expect(await opened.row({ path, rule: 'secret-told' })).toMatchObject({ verdict: 'refused', host: 'api.test' });
  });

  test.each([
    ['behind its body', 'trailer'],
    ['in a compressed one', 'compressed'],
  ])('where nobody can look: %s', async (_what, kind) => {
    const { answer, path } = await told(kind);

    expect(answer).toMatch(/^(200 cut|502 .*in a form in which nobody can look|ECONNRESET)/);
    expect(await opened.row({ path, rule: 'unreadable' })).toMatchObject({ verdict: 'refused', host: 'api.test' });
  });

  test('over HTTP/2', async () => {
    const path = `/told/chunks/${random()}`;
    const pseudo = { ':method': 'GET', ':path': path, ':scheme': 'https', ':authority': 'api.test' };
    const answer = await opened.ask(
      'two',
      'api.test',
      JSON.stringify({ ...pseudo, ...(JSON.parse(holder) as object) }),
    );

    expect(answer).not.toContain(api.secret.slice(0, MOST));
    await opened.row({ path, rule: 'secret-told' });
  });
});

test('what only begins like the secret passes whole, also where nothing follows', async () => {
  const { answer } = await told('almost');
  const begun = api.secret.slice(0, -1);

  expect(answer).toBe(`200 whole ${begun}, and ${begun}`);
});

describe('a web socket', () => {
  const asking = (path: string): string =>
    bytes(
      `GET ${path} HTTP/1.1`,
      'Host: api.test',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Extensions: permessage-deflate',
      `Authorization: Bearer ${api.placeholder}`,
    );

  test('passes, but nothing is agreed on that would make it unreadable', async () => {
    expect(await opened.ask('raw', 'api.test', asking('/ws/plain'))).toMatch(/^HTTP\/1\.1 101[^]*tunnel/);

    const sight = (await world.seen()).find((seen) => seen['path'] === '/ws/plain');
    const headers = sight?.['headers'] as Record<string, string>;
    expect(headers['authorization']).toBe(`Bearer ${api.secret}`);
    expect(headers).not.toHaveProperty('sec-websocket-extensions');
  });

  test('ends before the agent has the secret, which comes in two frames', async () => {
    const answer = await opened.ask('raw', 'api.test', asking('/ws/told'));

    expect(answer).not.toContain(api.secret.slice(0, MOST));
    expect(await opened.row({ via: 'https', path: null, rule: 'secret-told' })).toMatchObject({
      verdict: 'refused',
      host: 'api.test',
    });
  });

  test('that nobody can read ends', async () => {
    // Where all of it comes before the switch was answered, that is refused, and the connection waits for another request.
    void opened.ask('raw', 'api.test', asking('/ws/odd')).catch(() => undefined);

    expect(await opened.row({ via: 'https', path: null, rule: 'unreadable' })).toMatchObject({ verdict: 'refused' });
  });

  test('is still an answer like others where the host does not switch', async () => {
    const [connection, upgrade, key] = ['Upgrade', 'websocket', 'dGhlIHNhbXBsZSBub25jZQ=='];
    const switching = { connection, upgrade, 'sec-websocket-version': '13', 'sec-websocket-key': key };
    const headers = JSON.stringify({ authorization: `Bearer ${api.placeholder}`, ...switching });

    expect(await opened.ask('all', 'https://api.test/ws/not', headers)).toBe('403 whole not here');
  });
});

/** Texts of few letters, so that beginnings repeat, cut into pieces at random; what is held back comes again, as the proxy does it. */
const MANY_STREAMS = `
  package.path = "/usr/local/lib/maestro/?.lua;" .. package.path
  local seek = require("seek")
  math.randomseed(SEED)
  local function letters(count)
    local text = ""
    for _ = 1, count do text = text .. string.char(math.random(97, 99)) end
    return text
  end
  for _ = 1, 20000 do
    local secret = letters(math.random(9, 14))
    local body = letters(math.random(0, 40))
    if math.random() < 0.5 then body = body .. secret .. letters(math.random(0, 30)) end
    if math.random() < 0.3 then body = body .. secret:sub(1, -2) end
    local seeker, at, told, held, passed = seek({ secret }), 1, false, "", ""
    while at <= #body and not told do
      local size, count = math.random(1, 12)
      local piece = held .. body:sub(at, at + size - 1)
      at = at + size
      told, count = seeker:take(piece, at > #body)
      if not told then passed, held = passed .. piece:sub(1, #piece - count), piece:sub(#piece - count + 1) end
    end
    local first = body:find(secret, 1, true)
    assert(told == (first ~= nil), body .. " " .. secret)
    assert(told or passed == body, body .. " " .. secret)
    assert(not told or #passed < first - 1 + 8, body .. " " .. secret)
  end
  print("held")`;

test('wherever the pieces of a stream part, a secret is found, all else passes, and no more of one than its beginning', async () => {
  const seed = String(Date.now() % 1_000_000);
  const { output } = await execute(opened.id, ['lua5.3', '-e', MANY_STREAMS.replace('SEED', seed)]);

  expect({ seed, output }).toEqual({ seed, output: 'held' });
});
