import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Credential, lifetimeState, SigningAgent } from '../../../electron/contract/credentials.ts';
import {
  credentialFromSecret,
  findCredential,
  type FoundCredential,
  leaseOf,
  loanOf,
} from '../../../electron/engine/credentials/find.ts';
import { claudeFile, codexFile, CONTENTS, HOUR, NOW } from '../../support/credentials.ts';

const now = new Date(NOW);
const SINCE = { issuedAt: null, now };
const DAY = 24 * HOUR;

test.each(CONTENTS)('what a file of $agent holds: $content', ({ agent, content, holds, end }) => {
  const found = findCredential(agent, Buffer.from(content), SINCE);

  expect(found.state === 'invalid' || found.state === 'missing' ? found.state : 'valid').toBe(holds);
  expect(found.expiresAt).toBe(end === null ? null : new Date(end).toISOString());
  expect(found.bytes === null).toBe(holds !== 'valid');
});

test('whatever a file holds, the answer has a form, and no secret but in its bytes', () => {
  const agent = fc.constantFrom(...SigningAgent.options);
  const shaped = fc.json().map((json) => `{"claudeAiOauth":${json},"tokens":${json},"access_token":${json}}`);
  const content = fc.oneof(
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    fc.oneof(fc.json(), shaped).map((text) => Buffer.from(text)),
  );
  fc.assert(
    fc.property(agent, content, (whose, bytes) => {
      const found = findCredential(whose, bytes, SINCE);

      expect(Credential.parse(found)).toEqual({ state: found.state, expiresAt: found.expiresAt });
      expect(leaseOf(whose, found) === null).toBe(found.bytes === null);
    }),
  );
});

const random = 'r'.repeat(128);
const found = (agent: SigningAgent, content: string): FoundCredential =>
  findCredential(agent, Buffer.from(content), SINCE);

test('what a gateway holds is the secret, and the file for the container has none of it', () => {
  const accessToken = `sk-ant-oat01-${'s'.repeat(95)}`;
  const key = 'sk-proj-of-somebody-who-pays';
  const tokens = codexFile({ exp: NOW / 1000, sub: 'somebody' });
  const lent = [
    loanOf('claude', found('claude', claudeFile(NOW, { accessToken })), random),
    loanOf('codex', found('codex', JSON.stringify({ OPENAI_API_KEY: key })), random),
    loanOf('codex', found('codex', tokens), random),
  ];

  expect(lent.map((loan) => [loan?.host, loan?.header])).toEqual([
    ['api.anthropic.com', 'bearer'],
    ['api.openai.com', 'bearer'],
    ['chatgpt.com', 'bearer'],
  ]);
  for (const loan of lent) {
    expect(JSON.stringify(loan?.file)).not.toContain(loan?.secret);
    expect(JSON.stringify(loan?.file)).toContain(loan?.placeholder);
    expect(JSON.stringify(loan?.file)).not.toContain('test-refresh');
  }
  expect(lent[0]?.placeholder).toHaveLength(accessToken.length);
  expect(lent[1]?.placeholder).toMatch(/^sk-proj-maestro-placeholder-r{32}$/);
});

test('of opencode’s sign-ins a gateway holds the first that it can, in every header that its host takes', () => {
  const api = (key: string) => ({ type: 'api', key });
  const openai = { type: 'oauth', access: 'of-chatgpt', refresh: 'test-refresh', expires: NOW, accountId: 'acc' };
  const lent = (file: unknown) => loanOf('opencode', found('opencode', JSON.stringify(file)), random);

  expect(
    lent({ nobody: api('k-1'), __proto__x: api('k-2'), groq: api('gsk_of-somebody'), xai: api('k-3') }),
  ).toMatchObject({
    host: 'api.groq.com',
    secret: 'gsk_of-somebody',
    file: { groq: { type: 'api', key: expect.stringContaining('maestro-placeholder-') as string } },
  });
  const zen = lent({ opencode: api('sk-of-zen') });
  expect([zen, ...(zen?.more ?? [])].map((place) => [place?.host, place?.header])).toEqual([
    ['opencode.ai', 'bearer'],
    ['opencode.ai', 'x-api-key'],
    ['opencode.ai', 'x-goog-api-key'],
  ]);
  const { file } = lent({ openai }) ?? {};
  expect(file).toMatchObject({ openai: { refresh: '', expires: Date.UTC(2099, 0, 1), accountId: 'acc' } });
  for (const type of ['constructor', 'toString', 'github-copilot', 'https://a.example'])
    expect(lent({ [type]: type === 'github-copilot' ? { ...openai, expires: 0 } : api('k-1') })).toBeUndefined();
});

test('what opencode renews with a token that works once stays on this machine', () => {
  const entry = { type: 'oauth', access: 'a', refresh: 'r', expires: 5000 };
  const file = { openai: entry, 'github-copilot': { ...entry, expires: 0 }, groq: { type: 'api', key: 'k' } };
  const { content } = leaseOf('opencode', found('opencode', JSON.stringify(file))) ?? {};

  expect(JSON.parse(content ?? '{}')).toEqual({ ...file, openai: { ...entry, refresh: '' } });
});

test.each([
  ['sk-ant-api03-of-somebody-here', 'anthropic'],
  ['sk-or-v1-of-somebody-here', 'openrouter'],
  ['sk-proj-of-somebody-here', 'openai'],
  ['AIzaSyOfSomebodyHereToday', 'google'],
  ['gsk_of-somebody-here-today', 'groq'],
])('whose key %s is can be told', (secret, provider) => {
  const { bytes } = credentialFromSecret('opencode', { kind: 'api-key', secret, now, forge: '' });
  expect(JSON.parse(String(bytes))).toEqual({ [provider]: { type: 'api', key: secret } });
});

test('whose key it is that cannot be told is asked, and the key not quoted', () => {
  const secret = 'sk-0123456789abcdef0123456789';
  const give = () => credentialFromSecret('opencode', { kind: 'api-key', secret, now, forge: '' });
  expect(give).toThrow(/^Which provider this key is of cannot be told from it\.$/);
});

test('the tokens for Codex say who is signed in, and end late', () => {
  const file = loanOf('codex', found('codex', codexFile({ exp: NOW / 1000, sub: 'somebody' })), random)?.file;
  const { tokens } = file as { tokens: { access_token: string } };
  const claims = Buffer.from(tokens.access_token.split('.')[1] ?? '', 'base64url').toString();

  expect(JSON.parse(claims)).toEqual({ sub: 'somebody', exp: Date.UTC(2099, 0, 1) / 1000 });
});

test.each(SigningAgent.options)('a placeholder of %s is no sign-in, wherever it lies', (agent) => {
  const contents = CONTENTS.filter((row) => row.agent === agent && row.holds === 'valid').map(({ content }) => content);
  for (const content of contents) {
    const loan = loanOf(agent, found(agent, content), random);
    if (loan !== undefined) expect(found(agent, JSON.stringify(loan.file)).state).toBe('invalid');
  }
});

test.each([
  [NOW - 1, null, 'expired'],
  [NOW, null, 'expiring'],
  [NOW + DAY - 1, null, 'expiring'],
  [NOW + DAY, null, 'ok'],
  [NOW + 8 * HOUR, NOW, 'ok'],
  [NOW + 2 * HOUR - 1, NOW - 6 * HOUR, 'expiring'],
  [NOW + 3 * HOUR, NOW - 5 * HOUR, 'ok'],
  [NOW + 3 * HOUR, NOW + 4 * HOUR, 'expiring'],
  [NOW + DAY, NOW - 6 * DAY, 'ok'],
  [NOW + DAY - 1, NOW - 6 * DAY, 'expiring'],
  [null, NOW, 'ok'],
] as const)('an end at %s of what began at %s is %s', (expiresAt, issuedAt, state) => {
  expect(lifetimeState({ expiresAt, issuedAt }, now)).toBe(state);
});

test('nothing warns from its birth, and what warns does so until it has ended', () => {
  const span = fc.integer({ min: 1, max: 400 * DAY });
  fc.assert(
    fc.property(span, span, (whole, later) => {
      const at = (moment: number): string =>
        lifetimeState({ expiresAt: NOW + whole, issuedAt: NOW }, new Date(NOW + moment));

      expect(at(0)).toBe('ok');
      if (at(later) !== 'ok') expect(at(later + 1)).not.toBe('ok');
    }),
  );
});

test('a container gets a sign-in without what would renew it for one holder alone', () => {
  const claude = leaseOf('claude', findCredential('claude', Buffer.from(claudeFile(1)), SINCE));
  const codex = leaseOf('codex', findCredential('codex', Buffer.from(codexFile({ exp: 1 })), SINCE));

  expect(JSON.parse(claude?.content ?? '')).toEqual({
    claudeAiOauth: { accessToken: 'test-access', refreshToken: '', expiresAt: 1, scopes: ['user:inference'] },
  });
  expect(codex?.content).toContain('"refresh_token":""');
  expect(codex?.content).not.toContain('test-refresh');
});
