import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { putIfFresher } from '../../electron/engine/credentials/renewal.ts';
import { findCredential } from '../../electron/engine/credentials/find.ts';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { gitProject, writeFiles } from '../support/project.ts';

const PLACE = '/home/node/.claude/.credentials.json';
const END = Date.UTC(2199, 0, 1);

const docker = new DockerClient();
let engine: TestEngine;
let container: Container;

/** One container for all: each test says what lies in its place before. */
beforeAll(async () => {
  engine = await containerEngine({ credentials: { mode: 'sync' } });
  await onHost(credential('at-creation', END));
  const project = await gitProject();
  container = await engine.client.containers.create(newContainer({ project, agent: 'claude', task: 'Say hello.' }));
});

function credential(accessToken: string, expiresAt: number): string {
  return JSON.stringify({ claudeAiOauth: { accessToken, refreshToken: 'of-the-host', expiresAt, scopes: [] } });
}

async function onHost(content: string): Promise<void> {
  await writeFiles('/', { [join(engine.user.paths.home, '.claude/.credentials.json')]: content });
}

async function owned(): Promise<{ claudeAiOauth: { accessToken: string; refreshToken: string } }> {
  const file = await docker.readFile(container.dockerId, PLACE, 10_000);
  return JSON.parse(file?.bytes?.toString() ?? 'null') as never;
}

function again(): Promise<Container> {
  return engine.client.containers.start({ name: container.name });
}

test('a renewed token reaches a container at its next start, and one that runs when it is asked to start', async () => {
  await inside(container, `echo '${credential('old', END)}' >${PLACE}`);
  await engine.client.containers.stop({ name: container.name });
  await onHost(credential('renewed', END + 1));
  const started = await again();

  expect(await owned()).toMatchObject({ claudeAiOauth: { accessToken: 'renewed', refreshToken: '' } });
  expect(await inside(started, `stat -c '%a %U' ${PLACE}`)).toBe('600 node');

  await onHost(credential('renewed-again', END + 2));
  await again();
  expect(await owned()).toMatchObject({ claudeAiOauth: { accessToken: 'renewed-again', refreshToken: '' } });
  expect(await inside(started, `stat -c '%a %U' ${PLACE}; ls -A ~/.claude | grep -c credentials`)).toBe('600 node\n1');
});

test.each([
  ['older', credential('older', END - 1)],
  ['ended', credential('ended', Date.UTC(2020, 0, 1))],
  ['logged out', '{"claudeAiOauth":{"accessToken":"","expiresAt":9999999999999}}'],
  ['unreadable', '{"claudeAiOauth"'],
])('what is %s here replaces nothing, and the container starts all the same', async (_, content) => {
  await inside(container, `echo '${credential('its-own', END + 10)}' >${PLACE}`);
  await onHost(content);

  expect(await again()).toMatchObject({ state: 'running' });
  expect(await owned()).toMatchObject({ claudeAiOauth: { accessToken: 'its-own' } });
});

test.each([
  ['nothing', `rm -rf ${PLACE}`],
  ['a torn file', `echo '{"claude' >${PLACE}`],
  ['a link', `ln -sf /etc/passwd ${PLACE}`],
  ['an agent that logged out', `echo '{}' >${PLACE}`],
])('%s in its place is replaced by what is valid', async (_, script) => {
  await inside(container, script);
  await onHost(credential('valid', END));

  await again();
  expect(await owned()).toMatchObject({ claudeAiOauth: { accessToken: 'valid' } });
  await inside(container, 'tail -1 /etc/passwd');
});

test.each(['echo 1 >', 'rm -f'])('what the agent renews at that very moment stays, after %s', async (before) => {
  await inside(container, `${before} ${PLACE}`);
  const offered = findCredential('claude', Buffer.from(credential('ours', END)), { issuedAt: 0, now: new Date() });
  const renewing = {
    ...engine.context,
    docker: Object.assign(new DockerClient(), {
      readFile: async (id: string, path: string, most: number) => {
        const found = await docker.readFile(id, path, most);
        await inside(container, `echo 2 >${PLACE}`);
        return found;
      },
    }),
  };

  expect(await putIfFresher(renewing, { agent: 'claude', dockerId: container.dockerId, running: true }, offered)).toBe(
    false,
  );
  expect(await inside(container, `cat ${PLACE}; ls -A ~/.claude | grep -c credentials`)).toBe('2\n1');
});
