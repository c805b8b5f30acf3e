import { expect, test } from 'vitest';
import { readTarget } from '../../../electron/engine/gateway/target.ts';

test.each([
  [
    'https://user:secret@Api.Example.test/v1?key=secret#x',
    'https://api.example.test/v1',
    { protocol: 'tls', port: 443 },
  ],
  ['http://a.test', 'http://a.test', { protocol: 'http', port: 80 }],
  ['https://a.test:80/x', 'https://a.test:80/x', { protocol: 'tls', port: 80 }],
  ['http://a.test:443', 'http://a.test:443', { protocol: 'http', port: 443 }],
  ['wss://bücher.test/feed', 'wss://xn--bcher-kva.test/feed', { protocol: 'tls', port: 443 }],
  ['ssh://git@git.test/acme/shop.git', 'ssh://git.test/acme/shop.git', { protocol: 'ssh', port: 22 }],
  ['git@git.test:acme/shop.git', 'ssh://git.test/acme/shop.git', { protocol: 'ssh', port: 22 }],
  ['git://git.test/shop', 'git://git.test/shop', { protocol: 'other', port: 9418 }],
  ['a.test', 'https://a.test', { protocol: 'tls', port: 443 }],
  ['a.test:80', 'http://a.test', { protocol: 'http', port: 80 }],
  ['db.test:5432', 'tcp://db.test:5432', { protocol: 'other', port: 5432 }],
])('%s is a connection to %s', (text, url, rest) => {
  expect(readTarget(text)).toMatchObject({ url, ...rest });
});

test.each(['', 'https://', 'a b', 'a.test:99999', 'tcp://a.test', 'http://a.test:0'])('%s is none', (text) => {
  expect(() => readTarget(text)).toThrow('is not where a connection could go');
});
