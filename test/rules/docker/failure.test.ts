import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DockerClient } from '../../../electron/engine/docker/client.ts';
import { dockerFailure } from '../../../electron/engine/docker/failure.ts';
import { problemOf } from '../../../electron/engine/errors.ts';
import { tempFolder, whenDone } from '../../support/project.ts';

const code = (error: unknown): string => problemOf(dockerFailure(error)).code;

test('a mistake of ours is not taken for a Docker that does not answer', () => {
  const mistake = new TypeError("Cannot read properties of undefined (reading 'Id')");
  expect(dockerFailure(mistake)).toBe(mistake);
  expect(code(mistake)).toBe('INTERNAL');
});

test('a file of this machine that is not there is no failure of Docker', () => {
  expect(code(Object.assign(new Error('ENOENT'), { code: 'ENOENT', syscall: 'open' }))).toBe('INTERNAL');
});

test.each([
  [404, 'no such container', 'CONTAINER_NOT_FOUND'],
  [409, 'The container name "/x" is already in use', 'CONTAINER_NAME_TAKEN'],
  [500, 'write /a: no space left on device', 'DISK_FULL'],
  [500, 'Failed to limit qgroup for &{}: disk quota exceeded', 'CONTAINER_FULL'],
  [500, 'something else', 'DOCKER_FAILED'],
])('an answer with status %i and "%s" is %s', (statusCode, message, expected) => {
  expect(code(Object.assign(new Error('(HTTP code)'), { statusCode, json: { message } }))).toBe(expected);
});

test('a socket that may not be opened is denied', () => {
  expect(code(Object.assign(new Error('EACCES'), { code: 'EACCES', syscall: 'connect' }))).toBe('DOCKER_DENIED');
});

test.each([
  ['is not there', undefined],
  ['hangs up', ''],
  ['speaks something else', 'SSH-2.0-other\r\n'],
])('a socket that %s is an engine that does not answer', async (_, greeting) => {
  const socketPath = join(await tempFolder(), 'docker.sock');
  if (greeting !== undefined) await listen(socketPath, greeting);
  const asked = new DockerClient({ socketPath }).version();
  await expect(asked).rejects.toMatchObject({ problem: { code: 'DOCKER_UNREACHABLE' } });
});

async function listen(path: string, greeting: string): Promise<void> {
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(greeting);
      socket.destroySoon();
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  whenDone(() => new Promise<void>((resolve) => server.close(() => resolve())));
}
