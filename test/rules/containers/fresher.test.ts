import { expect, test } from 'vitest';
import { isFresher } from '../../../electron/engine/credentials/fresher-rules.ts';

const NOW = new Date(1_000);

test.each([
  ['later', { text: 'b', end: 3_000 }, { text: 'a', end: 2_000 }, true],
  ['no later', { text: 'b', end: 2_000 }, { text: 'a', end: 2_000 }, false],
  ['earlier', { text: 'b', end: 2_000 }, { text: 'a', end: 3_000 }, false],
  ['over', { text: 'b', end: 999 }, undefined, false],
  ['without an end', { text: 'b', end: Infinity }, { text: 'a', end: 3_000 }, true],
  ['another one without an end', { text: 'b', end: Infinity }, { text: 'a', end: Infinity }, true],
  ['the same without an end', { text: 'a', end: Infinity }, { text: 'a', end: Infinity }, false],
  ['valid where there is none', { text: 'b', end: 3_000 }, undefined, true],
  ['valid where none can be read', { text: 'b', end: 3_000 }, { text: '', end: undefined }, true],
])('a credential that ends %s', (...[, offered, own, fresher]) => {
  expect(isFresher(offered, own, NOW)).toBe(fresher);
});
