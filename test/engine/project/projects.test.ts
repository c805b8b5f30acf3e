import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Container } from '../../../electron/contract/containers.ts';
import { DockerClient } from '../../../electron/engine/docker/client.ts';
import { createEngine, type Engine } from '../../../electron/engine/engine.ts';
import { entryOf, projectOnDisk, openReady, summaryIn, untilGrown } from '../../support/missions.ts';
import { tempFolder, type TestUser, testUser, whenDone } from '../../support/project.ts';
import { until } from '../../support/until.ts';

/** An engine at work for this user. */
function watching({ paths }: TestUser): Engine {
  const engine = createEngine({ paths, docker: new DockerClient({ socketPath: '/nowhere/docker.sock' }) });
  whenDone(() => engine.close());
  engine.watch();
  return engine;
}

async function writeGraph({ paths }: TestUser, nodes: readonly object[]): Promise<void> {
  const file = join(paths.home, 'graph', 'projects.json');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ nodes, edges: [] }));
}

test('what was open is followed again by the next engine', async () => {
  const [user, project] = await Promise.all([testUser(), projectOnDisk()]);
  const first = watching(user);
  const { stamp } = await openReady(first, project.root);
  await first.close();

  const second = watching(user);
  const entry = await until('the project', () => entryOf(second, project.root, 'ready'));
  expect(entry.stamp).toBeGreaterThan(stamp);
  expect(summaryIn(second, project)).toBeDefined();
});

test('two engines of a user follow the same projects', async () => {
  const [user, project] = await Promise.all([testUser(), projectOnDisk()]);
  const [one, other] = [watching(user), watching(user)];
  await openReady(one, project.root);
  await until('the other to follow', () => entryOf(other, project.root, 'ready'));
  await other.client.projects.close({ path: project.root });
  await until('the first to let go', () => entryOf(one, project.root) === undefined);
});

test('several projects are followed at once, and only what changed is shown anew', async () => {
  const user = await testUser();
  const engine = watching(user);
  const [changed, still] = await Promise.all([projectOnDisk(), projectOnDisk()]);
  await Promise.all([openReady(engine, changed.root), openReady(engine, still.root)]);
  const before = summaryIn(engine, still);
  await writeFile(changed.file('assertions.json'), '{"assertions": []}');
  await until('the change', () => summaryIn(engine, changed)?.assertions.total === 0);
  expect(summaryIn(engine, still)).toEqual(before);
  expect(entryOf(engine, still.root)).toMatchObject({ state: 'ready', missionCount: 1 });
});

test('projects of the graph are known, when their folder is there', async () => {
  const [user, folder] = await Promise.all([testUser(), tempFolder()]);
  const engine = watching(user);
  await writeGraph(user, [
    { path: folder, name: 'there' },
    { path: '/nowhere/gone', name: 'gone' },
    { path: 'only-a-name', name: 'only-a-name' },
  ]);
  await until('the project of the graph', () => entryOf(engine, folder, 'known'));
  expect(Object.keys(engine.context.state.snapshot.projects)).toEqual([folder]);
  const notes = engine.client.projects.notes({ project: folder });
  await expect(notes).rejects.toMatchObject({ data: { code: 'PROJECT_NOT_OPEN' } });
});

test('an open project that is in the graph says both, and stays known when it is closed', async () => {
  const [user, project] = await Promise.all([testUser(), projectOnDisk()]);
  await writeGraph(user, [{ path: project.root, name: 'one' }]);
  const engine = watching(user);
  await openReady(engine, project.root);
  expect(entryOf(engine, project.root)?.sources).toEqual(['open', 'recent', 'graph']);
  await engine.client.projects.close({ path: project.root });
  expect(entryOf(engine, project.root)).toMatchObject({ state: 'known', sources: ['graph'] });
});

test('the graph and the user’s configuration grow the stamp of every open project', async () => {
  const [user, project] = await Promise.all([testUser(), projectOnDisk()]);
  const engine = watching(user);
  const opened = await openReady(engine, project.root);
  await writeGraph(user, []);
  const grown = await untilGrown(engine, opened);
  await writeFile(join(user.paths.home, 'config.yaml'), 'memory:\n  enabled: false\n');
  await untilGrown(engine, grown);
});

test('a damaged list of open projects is left as it is, and opening says so', async () => {
  const [user, project] = await Promise.all([testUser(), projectOnDisk()]);
  const list = join(user.paths.home, 'ours', 'projects.json');
  await mkdir(dirname(list), { recursive: true });
  await writeFile(list, '{"projects": 7}');
  const engine = watching(user);
  const opening = engine.client.projects.open({ path: project.root });
  await expect(opening).rejects.toMatchObject({ data: { code: 'FILE_DAMAGED' } });
  expect(await readFile(list, 'utf8')).toBe('{"projects": 7}');
});

test('a damaged list of open projects stops nothing that is watched', async () => {
  const [user, folder] = await Promise.all([testUser(), tempFolder()]);
  const list = join(user.paths.home, 'ours', 'projects.json');
  await mkdir(dirname(list), { recursive: true });
  await writeFile(list, '{"projects": 7}');
  const engine = watching(user);
  const opening = engine.client.projects.open({ path: folder });
  await expect(opening).rejects.toMatchObject({ data: { code: 'FILE_DAMAGED' } });
  const container = { project: { path: folder, name: 'x' } } as Container;
  engine.context.state.change({ containers: { a: container } });
  await expect(engine.client.projects.open({ path: folder })).rejects.toThrow();
  await writeFile(list, '{"projects": []}');
  await until('the project', () => {
    engine.context.state.change({ containers: { a: container } });
    return entryOf(engine, folder, 'known');
  });
});

test('the home folder itself is no project', async () => {
  const user = await testUser();
  const engine = watching(user);
  const opening = engine.client.projects.open({ path: user.home });
  await expect(opening).rejects.toMatchObject({ data: { code: 'PROJECT_NOT_FOLDER' } });
});

test('the project of a container is known as long as the container is there', async () => {
  const [user, folder] = await Promise.all([testUser(), tempFolder()]);
  const engine = watching(user);
  const container = { project: { path: folder, name: 'x' } } as Container;
  engine.context.state.change({ containers: { a: container } });
  await until('the project', () => entryOf(engine, folder, 'known'));
  expect(entryOf(engine, folder)).toMatchObject({ sources: ['container'] });
  engine.context.state.change({ containers: { a: null } });
  await until('it to go', () => entryOf(engine, folder) === undefined);
});
