import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chosenRemote, forgedAt, readRemotes } from '../../../electron/engine/review/remote-rules.ts';

test.each([
  'https://github.com/acme/shop.git',
  'https://github.com/acme/shop/',
  'https://user:token@GitHub.com/acme/shop',
  'git@github.com:acme/shop.git',
  'github@github.com:acme/shop',
  'ssh://git@github.com/acme/shop.git',
  'ssh://git@github.com:22/acme/shop.git',
])('%s is a repository of the forge', (url) => {
  expect(forgedAt(url, 'github.com')).toEqual({ host: 'github.com', owner: 'acme', repository: 'shop' });
});

test.each([
  'http://github.com/acme/shop.git',
  'file:///github.com/acme/shop',
  '/srv/github.com/acme/shop.git',
  'ext::sh -c touch% x github.com:acme/shop',
  '--upload-pack=x@github.com:acme/shop',
  'https://github.com.evil.test/acme/shop',
  'https://evil.test/github.com/acme/shop',
  'https://github.com@evil.test/acme/shop',
  'https://github.com/acme/shop/extra',
  'https://github.com/-acme/shop',
  'https://github.com/acme/..',
  'https://github.com/acme/shop\n--web',
  '-oProxyCommand@github.com:acme/shop',
  'github.com:acme/shop\0',
])('%j is none', (url) => {
  expect(forgedAt(url, 'github.com')).toBeUndefined();
});

test('what is taken for a repository is never an option, a path or another host, whatever an address says', () => {
  const pieces = fc.constantFrom(
    'https://',
    'git@',
    'ssh://',
    'github.com',
    'evil.test',
    '/',
    ':',
    '@',
    '-',
    '..',
    'a',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 9 }), (parts) => {
      const found = forgedAt(parts.join(''), 'github.com');
      if (found === undefined) return;
      expect(`${found.host}/${found.owner}/${found.repository}`).toMatch(/^github\.com\/\w[\w.-]*\/[\w.-]+$/);
      expect(parts.join('')).not.toMatch(/^-|@evil/);
    }),
  );
});

test('a remote is pushed to where its push address leads, and origin is meant, or the only one', () => {
  const printed = ['remote.a.url\nx', 'remote.o.p.url\ny', 'remote.o.p.pushurl\nz', 'remote.o.p.pushurl\nzz', ''];
  const remotes = readRemotes(printed.join('\0'));
  expect([...remotes]).toEqual([
    ['a', 'x'],
    ['o.p', 'z'],
  ]);
  expect(chosenRemote(remotes, null)).toBeUndefined();
  expect(chosenRemote(remotes, 'o.p')).toBe('o.p');
  expect(chosenRemote(remotes, 'other')).toBeUndefined();
  expect(chosenRemote(new Map([['a', 'x']]), null)).toBe('a');
  expect(chosenRemote(new Map([...remotes, ['origin', 'x']]), null)).toBe('origin');
});
