import { chmod } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readCredentials, stateAt } from '../../../electron/engine/credentials/credentials.ts';
import { testUser, type TestUser, writeFiles } from '../../support/project.ts';

const NOW = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const FILE = '.maestro/.claude/.credentials.json';

async function userWith(content: string, mode = 0o600): Promise<TestUser & { now: () => Date }> {
  const user = await testUser();
  await writeFiles(user.home, { [FILE]: content });
  await chmod(`${user.home}/${FILE}`, mode);
  return { ...user, now: () => new Date(NOW) };
}

function file(expiresAt: number): string {
  return JSON.stringify({ claudeAiOauth: { accessToken: 'top-secret', expiresAt, scopes: ['x'] }, other: 1 });
}

test('the file comes as it is, with its expiry', async () => {
  const content = file(NOW + 5 * HOUR);

  const credentials = await readCredentials(await userWith(content));

  expect(credentials).toMatchObject({ state: 'ok', expiresAt: new Date(NOW + 5 * HOUR), exposed: false });
  expect(credentials.bytes?.toString()).toBe(content);
});

test('without a file they are missing, and where they would be is told', async () => {
  const user = await testUser();

  const credentials = await readCredentials({ ...user, now: () => new Date(NOW) });

  expect(credentials).toEqual({ state: 'missing', file: `${user.home}/${FILE}`, expiresAt: null, bytes: null });
});

test.each([
  [NOW - 1, 'expired'],
  [NOW, 'expiring'],
  [NOW + HOUR - 1, 'expiring'],
  [NOW + HOUR, 'ok'],
  [undefined, 'ok'],
])('an expiry at %s is %s', (expiresAt, state) => {
  expect(stateAt(expiresAt, new Date(NOW))).toBe(state);
});

test('a file that others may read is told', async () => {
  expect(await readCredentials(await userWith(file(NOW), 0o644))).toMatchObject({ exposed: true });
});

test.each([
  '{"claudeAiOauth":{"accessToken":"top-secret"',
  '{"claudeAiOauth":{"accessToken":["top-secret"]}}',
  'top-secret',
])('a damaged file is named and never quoted', async (content) => {
  const error: unknown = await readCredentials(await userWith(content)).catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({ problem: { code: 'FILE_DAMAGED', sentence: /\.credentials\.json/ } });
  expect(JSON.stringify(error)).not.toContain('top-secret');
});

test('another folder can be configured', async () => {
  const user = await testUser({ claude: { auth_path: '~/keys' } });
  await writeFiles(user.home, { 'keys/.credentials.json': file(NOW + 5 * HOUR) });

  expect(await readCredentials({ ...user, now: () => new Date(NOW) })).toMatchObject({ state: 'ok' });
});
