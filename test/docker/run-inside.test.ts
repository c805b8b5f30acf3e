import { beforeAll, expect, test } from 'vitest';
import { runInside } from '../../electron/engine/docker/run-inside.ts';
import { context, createGateway, docker } from '../support/gateway.ts';
import { testImages } from '../support/images.ts';

let id: string;

beforeAll(async () => {
  ({ id } = await createGateway({ image: (await testImages()).gateway }));
  await docker.start(id);
});

const run = (script: string, some: { input?: string; limitMs?: number; mostBytes?: number } = {}): Promise<string> =>
  runInside(context, { id, command: ['sh', '-c', script], user: '0', ...some });

test('what a program printed on both of its streams is answered, and what it is given reaches it', async () => {
  expect(await run('read -r line; echo "out: $line"; echo err >&2', { input: 'word\n' })).toMatch(/out: word\n/);
  expect(await run('echo err >&2')).toBe('err\n');
  expect(await run('true')).toBe('');
});

test('one that does not end, since somebody stopped it, is not waited for', async () => {
  const problem = { code: 'CONTAINER_SILENT', sentence: 'sh in the container did not end within 1 s.' };
  await expect(run('kill -STOP $$; echo never', { limitMs: 500 })).rejects.toMatchObject({ problem });
  await expect(run('sleep 1000 </dev/null', { limitMs: 500 })).rejects.toMatchObject({ problem });
});

test('one that prints without end is read up to a bound', async () => {
  expect(await run('yes', { mostBytes: 1000 })).toBe('y\n'.repeat(500));
});

test('who ends Maestro waits for none', async () => {
  const closing = new AbortController();
  const running = runInside({ docker, closing: closing.signal }, { id, command: ['sleep', '1000'], user: '0' });
  const why = new Error('It closes.');
  const ended = running.catch((error: unknown) => error);

  closing.abort(why);

  expect(await ended).toBe(why);
});
