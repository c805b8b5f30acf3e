import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Private, redacted } from '../../../electron/engine/doctor/redact-rules.ts';

const NOBODY: Private = { names: new Map(), secrets: [] };

function clean(text: string, some: Partial<Private> = {}): string {
  return redacted(text, { ...NOBODY, ...some });
}

test.each([
  ['sk-ant-oat01-abcdefghijklmnopqrstuvwx', '[secret]'],
  ['a ghp_abcdefghijklmnopqrst b', 'a [secret] b'],
  ['eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSJ9.c2ln', '[secret]'],
  ['Authorization: Bearer abcdefgh.1234', 'Authorization: [secret] [secret]'],
  ['"refreshToken":"very private"', '"refreshToken":"[secret] private"'],
  ['{\\"api_key\\":\\"abcd1234\\"}', '{\\"api_key\\":\\"[secret]\\"}'],
  ['https://me:hunter2@git.test/a.git', 'https://[secret]@git.test/…'],
  ['webhook: https://hooks.test/services/T01/B02/abcd?x=1, next', 'webhook: https://hooks.test/…, next'],
  ['GITHUB_TOKEN=abcdefgh git push', 'GITHUB_TOKEN=[secret] git push'],
  ['-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1\n-----END OPENSSH PRIVATE KEY-----', '[secret]'],
])('what looks like a secret is taken out: %s', (text, expected) => {
  expect(clean(text).replace('Bearer [secret]', '[secret]')).toBe(expected);
});

test('what is long and means nothing to a reader is cut, and words, paths and times stay', () => {
  expect(clean('container 0123456789abcdef0123456789abcdef0123456789abcdef ended')).toBe('container 01234567… ended');
  expect(clean('key Ab3dEf6hIj9lMn2pQr5tUv8x/Yz ended')).toBe('key Ab3dEf6h…/Yz ended');
  const model = 'claude-sonnet-4-5-20250929 in /usr/local/lib/maestro/keep-turn-of-2026-and-more';
  expect(clean(model)).toBe(model);
  const line = '{"level":40,"time":1764496800000,"msg":"could not be read","code":"DOCKER_UNREACHABLE"}';
  expect(clean(line)).toBe(line);
  const check = 'warning  Credentials: Claude Code has no credentials for containers: each agent will ask.';
  expect(clean(check)).toBe(check);
  expect(clean('/usr/local/lib/maestro/entrypoint: line 12')).toBe('/usr/local/lib/maestro/entrypoint: line 12');
});

test('names are told by their words, the longest first, and never inside of another word', () => {
  const names = new Map([
    ['/home/ada', '~'],
    ['ada', 'user'],
    ['cc-shop-1', 'container-1'],
    ['shop', 'project'],
  ]);
  const text = '/home/ada/work/shop/a.ts of ada, cc-shop-1 beside cc-shop-12 and Canada; /home/ada/.maestro/config.yml';
  expect(clean(text, { names })).toBe(
    '~/… of user, container-1 beside cc-project-12 and Canada; ~/.maestro/config.yml',
  );
});

test('no known secret is in what is told, wherever it stands', () => {
  const secret = fc
    .string({ minLength: 12, maxLength: 60, unit: 'grapheme-ascii' })
    .filter((text) => text.trim().length > 11);
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), (known, before, after) => {
      expect(clean(`${before}${known}${after}`, { secrets: [known] })).not.toContain(known);
    }),
  );
});
