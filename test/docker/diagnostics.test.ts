import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { credentialFile } from '../../electron/engine/credentials/credentials.ts';
import { containerEngine, newContainer } from '../support/containers.ts';
import { testEngine } from '../support/docker.ts';
import { maestro } from '../support/maestro.ts';
import { gitProject, writeFiles } from '../support/project.ts';

const SECRET = 'plain-words-that-are-a-secret';

test('what is collected tells versions, checks, settings and logs, and nothing that is private', async () => {
  const engine = await containerEngine({ daemon: { stalled_after: '20m' } });
  const { home } = engine.user;
  const project = await gitProject();
  const { name, shortName } = await engine.client.containers.create(newContainer({ project, branch: 'acme/takeover' }));
  const oauth = {
    claudeAiOauth: { accessToken: SECRET, refreshToken: SECRET, expiresAt: Date.now() + 9e6, scopes: [] },
  };
  await writeFiles('/', { [credentialFile(engine.context, 'claude')]: JSON.stringify(oauth) });
  const said = `${name} in ${project} on acme/takeover said ${SECRET} with ghp_0123456789abcdefghij in ${home}/private/x`;
  await writeFiles(home, { '.maestro/logs/maestro.log': `${JSON.stringify({ level: 40, msg: said })}\n` });

  const { parts } = await engine.client.doctor.collect();

  const text = JSON.stringify(parts);
  expect(parts.map((part) => part.name)).toEqual([
    ...['Maestro', 'Checks', 'Settings', 'Containers', 'Log', 'Log of the daemon'],
  ]);
  for (const wanted of ['API 1.', 'daemon.stalled_after: 20m', 'container-1  custom  running', 'said [secret] with'])
    expect(text).toContain(wanted);
  const secrets = [SECRET, 'ghp_0', name, shortName, project, basename(project), 'acme', home, 'private/x'];
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
});

test('without Docker it tells that, and the command line writes a file that it never replaces unasked', async () => {
  const { user } = await testEngine();
  const env = { HOME: user.home, DOCKER_HOST: 'unix:///nowhere/docker.sock' };
  const file = join(user.home, 'found.txt');

  const shown = await maestro(['diagnostics'], { env });
  expect(shown).toMatchObject({ code: 0, stdout: expect.stringMatching(/== Containers\n.*Docker/) as string });

  expect(await maestro(['diagnostics', file], { env })).toMatchObject({ code: 0 });
  const written = await readFile(file, 'utf8');
  expect(written).toMatch(/^Diagnostics of Maestro, .*\n\n== Maestro\n/);
  const again = await maestro(['diagnostics', file, '--json'], { env });
  expect(again).toMatchObject({ code: 1, stdout: expect.stringContaining('FILE_EXISTS') as string });
  expect(await readFile(file, 'utf8')).toBe(written);
});
