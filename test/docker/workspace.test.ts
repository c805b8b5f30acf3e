import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { copyWorkspace } from '../../electron/engine/containers/workspace.ts';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import { testImages } from '../support/images.ts';
import { gitProject, tempFolder, whenDone, writeFiles } from '../support/project.ts';

const docker = new DockerClient();
let image: string;

beforeAll(async () => {
  image = (await testImages()).agent;
});

/** A container that has never run; its command tells what it holds. */
async function stopped(command: string): Promise<string> {
  const id = await docker.create({ Image: image, Entrypoint: ['sh', '-c', command], NetworkDisabled: true });
  whenDone(() => docker.remove(id));
  return id;
}

/** Starts it, and answers what it printed. */
async function outputOf(id: string): Promise<string> {
  await docker.start(id);
  execFileSync('docker', ['wait', id]);
  return docker.lastOutput(id, 1000);
}

interface Options {
  readonly additional?: string[];
  readonly signal?: AbortSignal;
  readonly onBytes?: (sent: number, total: number | null) => void;
}

function copy(dockerId: string, project: string, options: Options = {}): ReturnType<typeof copyWorkspace> {
  const { additional = [], signal = new AbortController().signal, onBytes = (): void => undefined } = options;
  return copyWorkspace({ docker }, { project, additional, dockerId, signal, onBytes });
}

test('a project is there for the agent’s user when a container that never ran is started', async () => {
  const project = await gitProject({ a: '1', 'caf\u00e9/b': '2' });
  await writeFiles(project, { 'new\nline': '3', 'node_modules/x': '' });
  const id = await stopped(
    'cd /workspace && find . -path ./.git -prune -o -printf "%p %u %m\\n" | sort && stat -c %u . .git',
  );

  await copy(id, project);

  const lines = (await outputOf(id)).split('\n');
  expect(lines).toContain('./café/b node 644');
  expect(lines).toContain('line node 644');
  expect(lines.join(' ')).not.toContain('node_modules');
  expect(lines.slice(-2)).toEqual(['1000', '1000']);
});

test('additional folders are writable siblings', async () => {
  const parent = await tempFolder();
  await writeFiles(parent, { 'helpers/tool': 'x' });
  const id = await stopped('stat -c "%n %U" /helpers /helpers/tool');

  await copy(id, await gitProject(), { additional: [`${parent}/helpers`] });

  expect(await outputOf(id)).toBe('/helpers node\n/helpers/tool node');
});

test('progress ends at the whole', async () => {
  const project = await tempFolder();
  for (let index = 0; index < 5; index++) await writeFile(`${project}/${index}`, Buffer.alloc(2_000_000, index));
  const seen: [number, number | null][] = [];

  const copied = await copy(await stopped('true'), project, { onBytes: (sent, total) => seen.push([sent, total]) });

  expect(copied).toMatchObject({ files: 5, bytes: 10_000_000, notes: [] });
  expect(seen.at(-1)).toEqual([10_000_000, 10_000_000]);
  expect(seen.every(([sent], index) => sent >= (seen[index - 1]?.[0] ?? 0))).toBe(true);
});

test('a copy that is cancelled ends at once', async () => {
  const project = await tempFolder();
  for (let index = 0; index < 20; index++) await writeFile(`${project}/${index}`, Buffer.alloc(10_000_000, index));
  const stop = new AbortController();
  const reason = new Error('enough');

  const copying = copy(await stopped('true'), project, { signal: stop.signal, onBytes: () => stop.abort(reason) });

  await expect(copying).rejects.toBe(reason);
});

test('a copy that fails on its way says its own reason, not Docker’s', async () => {
  const project = await gitProject();
  await writeFiles(project, { '.git/index': 'damaged', 'node_modules/x': '', big: 'x'.repeat(5_000_000) });

  const copying = copy(await stopped('true'), project);

  await expect(copying).rejects.toMatchObject({ problem: { code: 'GIT_FAILED', detail: /ls-files/ } });
});
