import { expect, test } from 'vitest';
import {
  findCredential,
  type FoundCredential,
  INVALID,
  isFresher,
  MISSING,
} from '../../../electron/engine/credentials/find.ts';
import { claudeFile, HOUR, NOW } from '../../support/credentials.ts';

function ending(expiresAt: number | null, accessToken = 'a'): FoundCredential {
  return findCredential('claude', Buffer.from(claudeFile(expiresAt, { accessToken })), {
    issuedAt: null,
    now: new Date(NOW),
  });
}

test.each([
  ['later', ending(NOW + 3 * HOUR), ending(NOW + 2 * HOUR), true],
  ['no later', ending(NOW + 2 * HOUR), ending(NOW + 2 * HOUR), false],
  ['earlier', ending(NOW + 2 * HOUR), ending(NOW + 3 * HOUR), false],
  ['over', ending(NOW - 1), MISSING, false],
  ['over, but later than another', ending(NOW - 1), ending(NOW - 2), false],
  ['without an end', ending(null), ending(NOW + 3 * HOUR), true],
  ['where the other has none', ending(NOW + 3 * HOUR), ending(null), false],
  ['another one without an end', ending(null, 'b'), ending(null), true],
  ['good where there is none', ending(NOW + 3 * HOUR), MISSING, true],
  ['good where none can be read', ending(NOW + 3 * HOUR), INVALID, true],
  ['nowhere: nobody is signed in', MISSING, ending(NOW - 1), false],
  ['nowhere: it cannot be read', INVALID, MISSING, false],
])('a sign-in that ends %s', (...[, offered, own, fresher]) => {
  expect(isFresher(offered, own)).toBe(fresher);
});
