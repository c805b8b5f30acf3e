import { chmod, utimes } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readCredential } from '../../../electron/engine/credentials/credentials.ts';
import { claudeFile, codexFile, HOUR, NOW } from '../../support/credentials.ts';
import { testUser, type TestUser, writeFiles } from '../../support/project.ts';

const FILE = '.maestro/.claude/.credentials.json';
const now = (): Date => new Date(NOW);

async function userWith(content: string, mode = 0o600): Promise<TestUser & { now: () => Date }> {
  const user = await testUser();
  await writeFiles(user.home, { [FILE]: content });
  await chmod(`${user.home}/${FILE}`, mode);
  return { ...user, now };
}

test('the file comes as it is, with its expiry and since when it lies there', async () => {
  const content = claudeFile(NOW + 5 * HOUR);
  const user = await userWith(content);
  await utimes(`${user.home}/${FILE}`, new Date(NOW - HOUR), new Date(NOW - HOUR));

  const credential = await readCredential(user, 'claude');

  expect(credential).toMatchObject({ state: 'ok', expiresAt: new Date(NOW + 5 * HOUR).toISOString(), exposed: false });
  expect(credential).toMatchObject({ issuedAt: NOW - HOUR, bytes: Buffer.from(content) });
});

test('without a file nobody is signed in, and where that would be is told', async () => {
  const user = await testUser();

  expect(await readCredential({ ...user, now }, 'claude')).toMatchObject({ state: 'missing', bytes: null });
  expect((await readCredential({ ...user, now }, 'claude')).file).toBe(`${user.home}/${FILE}`);
  expect((await readCredential({ ...user, now }, 'codex')).file).toBe(`${user.home}/.maestro/.codex/auth.json`);
});

test('a file that others may read is told', async () => {
  expect(await readCredential(await userWith(claudeFile(NOW), 0o644), 'claude')).toMatchObject({ exposed: true });
});

test.each(['{"claudeAiOauth":{"accessToken":"test-access"', '', '{"claudeAiOauth":7}', '\0'.repeat(300_000)])(
  'a file that holds no sign-in is an answer that does not hold it either',
  async (content) => {
    expect(await readCredential(await userWith(content), 'claude')).toMatchObject({
      state: 'invalid',
      expiresAt: null,
      bytes: null,
    });
  },
);

test('another folder can be configured, and every agent has a file of its own', async () => {
  const user = await testUser({ claude: { auth_path: '~/keys' } });
  await writeFiles(user.home, {
    'keys/.credentials.json': claudeFile(NOW + 5 * HOUR),
    '.maestro/.codex/auth.json': codexFile({ exp: NOW / 1000 - 1 }),
  });

  expect(await readCredential({ ...user, now }, 'claude')).toMatchObject({ expiresAt: expect.any(String) as string });
  expect(await readCredential({ ...user, now }, 'codex')).toMatchObject({ state: 'expired' });
});
