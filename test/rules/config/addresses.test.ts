import { expect, test } from 'vitest';
import { findAddress, readAddress } from '../../../electron/engine/config/addresses.ts';

const GROUNDS = { localNetworks: ['192.168.7.0/24'], never: ['198.51.100.4', '203.0.113.0/28'] };

test.each(['8.8.4.4', ' 198.51.100.5 ', '192.168.7.200', '203.0.113.16'])('%s may be allowed', (text) => {
  expect(readAddress(text, GROUNDS)).toBe(text.trim());
});

test.each([
  ['192.168.8.1', 'in a local network'],
  ['10.0.0.1', 'in a local network'],
  ['127.0.0.1', 'never reached'],
  ['169.254.169.254', 'metadata'],
  ['198.19.0.2', 'never reached'],
  ['224.0.0.251', 'never reached'],
  ['198.51.100.4', 'of this machine'],
  ['203.0.113.9', 'of this machine'],
  ['::1', 'IPv6 is off'],
  ['2001:db8::7', 'IPv6 is off'],
  ['[2001:db8::7]', 'IPv6 is off'],
  ['1.2.3', 'no IPv4 address'],
  ['010.0.0.1', 'no IPv4 address'],
  ['10.0.0.0/8', 'no IPv4 address'],
  ['a.test', 'no IPv4 address'],
])('%s may not, and it is said why', (text, why) => {
  expect(() => readAddress(text, GROUNDS)).toThrow(why);
  expect(findAddress(text, GROUNDS)).toBeUndefined();
});

test('loopback and metadata stay closed, whatever blocks are configured', () => {
  const everything = { localNetworks: ['0.0.0.0/0'] };

  expect(findAddress('192.168.8.1', everything)).toBe('192.168.8.1');
  expect(findAddress('127.0.0.1', everything)).toBeUndefined();
  expect(findAddress('169.254.169.254', everything)).toBeUndefined();
});
