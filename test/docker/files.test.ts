import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import type { Looked } from '../../electron/contract/files.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import { gitProject } from '../support/project.ts';

let engine: Engine;
let made: Container;

beforeAll(async () => {
  const project = await gitProject({ 'src/a.ts': 'export const a = 1;\n', 'README.md': '# Shop\n' });
  engine = await containerEngine();
  made = await engine.client.containers.create(
    newContainer({ project, agent: 'custom', command: ['sleep', 'infinity'] }),
  );
});

const look = (path?: string): Promise<Looked> => engine.client.files.look({ name: made.name, path });

function namesOf(looked: Looked): string[] {
  return looked.kind === 'folder' ? looked.entries.map(({ name, kind }) => `${kind} ${name}`) : [];
}

const unreadable = (sentence: RegExp) => ({
  data: { code: 'FILE_UNREADABLE', sentence: expect.stringMatching(sentence) as string },
});

test('the workspace is shown, a folder in it, and what a file holds', async () => {
  expect(namesOf(await look())).toEqual(expect.arrayContaining(['folder src', 'folder .git', 'file README.md']));
  expect(namesOf(await look('/workspace/src'))).toEqual(['file a.ts']);
  expect(await look('/workspace/src/a.ts')).toEqual({
    kind: 'text',
    bytes: 20,
    text: 'export const a = 1;\n',
    cut: false,
  });
});

test('names and contents that an agent made up stay what they are', async () => {
  await inside(
    made,
    String.raw`mkdir -p /workspace/odd && cd /workspace/odd && touch -- '-rf' $'a\tb\nc' $'\e[2J' '$(id)' && ln -s /gone lost && ln -s .. up && mkfifo pipe && printf 'a\0b' >bytes`,
  );
  expect(namesOf(await look('/workspace/odd')).sort()).toEqual(
    [
      'file $(id)',
      'file -rf',
      'file a\tb\nc',
      'file \u001b[2J',
      'file bytes',
      'folder up',
      'gone lost',
      'other pipe',
    ].sort(),
  );
  expect(namesOf(await look('/workspace/odd/up'))).toContain('folder odd');
  expect(await look('/workspace/odd/$(id)')).toMatchObject({ kind: 'text', text: '' });
  expect(await look('/workspace/odd/bytes')).toEqual({ kind: 'bytes', bytes: 3 });
  await expect(look('/workspace/odd/pipe')).rejects.toMatchObject(unreadable(/neither a file nor a folder/));
  await expect(look('/workspace/odd/lost')).rejects.toMatchObject(unreadable(/is not there/));
});

test('it is looked with the eyes of the agent, by tools that are not its own', async () => {
  await inside(
    made,
    'mkdir -p ~/.local/bin && printf "#!/bin/sh\\necho faked" >~/.local/bin/find && chmod +x ~/.local/bin/find',
  );
  expect(namesOf(await look('/workspace/src'))).toEqual(['file a.ts']);
  await expect(look('/etc/shadow')).rejects.toMatchObject(unreadable(/may not be read by its agent/));
  await expect(look('/root')).rejects.toMatchObject(unreadable(/may not be read by its agent/));
});

test('a folder of many names and a file without an end are told up to a bound', async () => {
  await inside(
    made,
    'mkdir -p /tmp/many && cd /tmp/many && seq 1 3000 | xargs touch && yes | head -c 20000000 >/tmp/long',
  );
  expect(await look('/tmp/many')).toMatchObject({ kind: 'folder', cut: true });
  expect(await look('/tmp/long')).toMatchObject({ kind: 'text', bytes: 20_000_000, cut: true });
});

test('of one that does not run nothing is told', async () => {
  const other = await engine.client.containers.create(
    newContainer({ project: made.project.path, agent: 'custom', command: ['sleep', 'infinity'] }),
  );
  await engine.client.containers.stop({ name: other.name });
  await expect(engine.client.files.look({ name: other.name })).rejects.toMatchObject({
    data: { code: 'CONTAINER_NOT_RUNNING' },
  });
});
