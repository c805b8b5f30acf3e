import { randomUUID } from 'node:crypto';
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { CallerId } from '../../electron/contract/ids.ts';
import type { TrashEntry } from '../../electron/contract/trash.ts';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import { expireTrash } from '../../electron/engine/containers/trash.ts';
import { fileOf, writeInside } from '../support/inside.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import { type TestEngine, thingsOf } from '../support/docker.ts';
import { gitProject, tempFolder } from '../support/project.ts';

const docker = new DockerClient();
const DAY_MS = 86_400_000;
const NOT_LATIN = 'näm\u00e9 \u65e5\u672c';
let engine: TestEngine;
let project: string;

beforeAll(async () => {
  engine = await containerEngine();
  project = await gitProject({ a: 'one\n', '.gitignore': 'ignored/\n' });
});

function create(branch: string, task = 'Work that must not be lost'): Promise<Container> {
  return engine.client.containers.create(newContainer({ project, branch, task }));
}

async function removed({ name }: Pick<Container, 'name'>): Promise<TrashEntry> {
  await engine.client.containers.remove({ name, running: true });
  const { entries } = await engine.client.trash.list();
  const entry = entries.find((one) => one.name === name);
  if (entry === undefined) throw new Error(`${name} is not in the trash.`);
  return entry;
}

/** What is left of a container in Docker. */
async function partsOf({ name }: Pick<Container, 'name'>): Promise<string[]> {
  return (await thingsOf(engine.user)).filter((thing) => thing.includes(name));
}

function restore({ id }: Pick<TrashEntry, 'id'>): Promise<Container> {
  return engine.client.trash.restore({ id, creation: CallerId.parse(randomUUID()) });
}

/** Commits, a stash, staged, changed, untracked and ignored files, names that are hard to write, links and modes. */
const WORK = `set -e
printf 'two\\n' >b; git add b; git commit -qm 'Second of the agent'
git branch kept-too; echo stashed >>a; git stash -q
echo changed >>a; echo staged >staged; git add staged; mkdir -p new ignored; echo new >new/file; echo i >ignored/file
echo name >'${NOT_LATIN}'; echo bytes >"$(printf 'b\\377d')"; : >"$(printf 'x%.0s' {1..180})"
mkdir -p "$(printf 'd%.0s' {1..120})/e"; ln -s ../a new/link; ln new/file new/hard; chmod 751 new/file
mkdir -p ~/.claude/projects; echo said >~/.claude/projects/talk.jsonl; echo history >~/.own; git config alias.mine status`;

/** Everything that is to be the same afterwards, in one text. */
const FACTS = `git rev-parse HEAD kept-too refs/stash; git stash show -p; git status --porcelain -z | tr '\\0' '\\n' | cat -v
git symbolic-ref HEAD; git config alias.mine
find . ../home/node/.claude ../home/node/.own -not -path './.git/*' -printf '%p %y %m %u %s %l %n\\n' | grep -av '^./.git ' | LC_ALL=C sort | cat -v
cat a new/hard ~/.claude/projects/talk.jsonl ~/.own`;

test('a removed container comes back with its branch, commits, stashes, files and conversation, under its name', async () => {
  const container = await create('feat/comes-back');
  await inside(container, WORK);
  const before = await inside(container, FACTS);
  const entry = await removed(container);
  expect(await partsOf(container)).toEqual([]);

  const restored = await restore(entry);

  expect(restored).toMatchObject({
    name: container.name,
    branch: container.branch,
    baseCommit: container.baseCommit,
    task: container.task,
    state: 'running',
    isolation: { state: 'verified' },
  });
  expect(await inside(restored, FACTS)).toBe(before);
  expect(before).toContain('new/hard');
  expect(await inside(restored, 'git log --format=%s -1')).toBe('Second of the agent');
});

test('it comes back once more where its name is taken, under the next one, without what was allowed until its stop', async () => {
  const container = await create('feat/twice');
  await inside(container, 'echo mine >mine');
  await engine.client.network.addDomain({ name: container.name, domain: 'passing.test', term: 'until-stopped' });
  await engine.client.network.addDomain({ name: container.name, domain: 'lasting.test' });
  const entry = await removed(container);
  const [first, second] = [await restore(entry), await restore(entry)];

  expect(second.name).not.toBe(first.name);
  expect(await inside(second, 'cat mine')).toBe('mine');
  expect(JSON.parse(await inside(second, 'cat /etc/maestro/launch.json'))).toMatchObject({ container: second.name });
  const { allowed } = await engine.client.network.get({ name: second.name });
  const added = allowed.map(({ domain }) => domain).filter((domain) => domain.endsWith('.test'));
  expect(added).toEqual(['lasting.test']);
});

test('a container that is down is kept whole, and folders beside the workspace too', async () => {
  const sibling = await tempFolder();
  await writeFile(join(sibling, 'lib'), 'of the sibling');
  const own = await containerEngine({ sync: { additional_folders: [sibling] } });
  const container = await own.client.containers.create(newContainer({ project, branch: 'feat/down' }));
  const beside = `/${sibling.split('/').at(-1) ?? ''}`;
  await inside(container, `echo more >${beside}/more; echo work >work`);
  await own.client.containers.stop({ name: container.name });
  await own.client.containers.remove({ name: container.name });
  const [entry] = (await own.client.trash.list()).entries;
  if (entry === undefined) throw new Error('Nothing is in the trash.');

  const restored = await own.client.trash.restore({ id: entry.id, creation: CallerId.parse(randomUUID()) });

  expect(await inside(restored, `cat work ${beside}/lib ${beside}/more`)).toBe('work\nof the siblingmore');
});

test('no sign-in lies in the trash, and what is there is for its user alone', async () => {
  const container = await create('feat/no-secret');
  const secret = `sk-secret-${randomUUID()}`;
  await writeInside(container.dockerId, { path: fileOf('claude'), content: secret });
  await writeInside(container.dockerId, { path: `${fileOf('codex')}.X1y2Z3`, content: secret });
  await inside(container, 'echo kept >~/.kept-file');
  const entry = await removed(container);

  const folder = join(engine.user.paths.trash, entry.id);
  const files = await readdir(folder);
  const texts = await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(join(folder, file));
      return file.endsWith('.gz') ? gunzipSync(bytes).toString('latin1') : bytes.toString('latin1');
    }),
  );
  expect(texts.some((text) => text.includes('.kept-file'))).toBe(true);
  expect(texts.filter((text) => text.includes(secret))).toEqual([]);
});

test('what cannot be kept is not removed, and half of it is not left behind', async () => {
  const own = await containerEngine();
  const there = await own.client.containers.create(newContainer({ project, branch: 'feat/stays' }));
  await writeFile(own.user.paths.trash, 'no folder');

  await expect(own.client.containers.remove({ name: there.name, running: true })).rejects.toMatchObject({
    data: { code: 'FILE_UNREADABLE' },
  });

  expect((await docker.containerNames()).includes(there.name)).toBe(true);
  await rm(own.user.paths.trash);
  await own.client.containers.remove({ name: there.name });
  expect((await own.client.trash.list()).entries.map(({ name }) => name)).toEqual([there.name]);
});

test('only what is asked for is discarded', async () => {
  const container = await create('feat/discarded');
  await engine.client.containers.cleanup({ names: [container.name], running: true, discard: true });
  const names = (await engine.client.trash.list()).entries.map(({ name }) => name);
  expect(names).not.toContain(container.name);
  expect(await partsOf(container)).toEqual([]);
});

test('damage is named and restores nothing; emptying takes it, and days end it', async () => {
  const own = await containerEngine();
  const names = ['feat/hurt', 'feat/old', 'feat/young'];
  const made = await Promise.all(
    names.map((branch) => own.client.containers.create(newContainer({ project, branch }))),
  );
  await own.client.containers.cleanup({ names: made.map(({ name }) => name), running: true });
  const entries = (await own.client.trash.list()).entries;
  const [hurt, old, young] = names.map((branch) => entries.find((entry) => entry.branch === branch));
  if (hurt === undefined || old === undefined || young === undefined) throw new Error('One is not in the trash.');
  const { trash } = own.user.paths;
  await appendFile(join(trash, hurt.id, 'workspace.tar.gz'), 'x');
  const record = join(trash, old.id, 'trash.json');
  const longAgo = new Date(own.context.now().getTime() - 15 * DAY_MS).toISOString();
  await writeFile(record, (await readFile(record, 'utf8')).replaceAll(old.removedAt, longAgo));

  const listed = await own.client.trash.list();
  expect(listed.damaged).toEqual([{ id: hurt.id, why: expect.stringContaining('is not as it was written') as string }]);
  await expect(own.client.trash.restore({ id: hurt.id, creation: CallerId.parse(randomUUID()) })).rejects.toMatchObject(
    { data: { code: 'FILE_DAMAGED' } },
  );

  const all = [hurt.id, old.id, young.id].sort();
  const expireIn = async (days: number): Promise<string[]> => {
    await expireTrash({ ...own.context, now: () => new Date(Date.now() + days * DAY_MS) });
    return (await readdir(trash)).sort();
  };
  expect(await expireIn(20), 'a clock that is wrong for a while ends nothing').toEqual(all);
  expect(await expireIn(0)).toEqual(all);
  expect(await expireIn(0.9)).toEqual(all);
  expect(await expireIn(1.1)).toEqual([hurt.id, young.id].sort());
  expect(await own.client.trash.empty({ ids: [hurt.id, '../config.yml', 'nobody'] })).toEqual({ removed: [hurt.id] });
  expect(await readdir(trash)).toEqual([young.id]);
});
