import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ContainerName } from '../../electron/contract/ids.ts';
import type { TrashRecord } from '../../electron/contract/trash.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { engineWithoutDocker, TRANSPORTS } from '../support/connections.ts';

const ID = 'maestro-feat-a-1.20260501T100000000Z';

/** Puts a removed container into the trash of an engine, as its removal does. */
async function removed({ context }: Engine, id: string): Promise<void> {
  const folder = join(context.paths.trash, id);
  const at = '2026-05-01T10:00:00.000Z';
  const record: TrashRecord = {
    v: 1,
    name: ContainerName.parse('maestro-feat-a-1'),
    nick: null,
    project: '/home/ada/work/a',
    branch: 'feat/a',
    baseCommit: null,
    agent: 'claude',
    model: null,
    task: 'A task',
    limits: { memoryBytes: 1024 ** 3, cpus: 1, pids: 512 },
    createdAt: at,
    removedAt: at,
    commits: 2,
    changed: 1,
    network: null,
    comments: null,
    reports: [],
    archives: [{ file: 'workspace.tar.gz', into: '/', bytes: 4, unpacked: 9 }],
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'trash.json'), JSON.stringify(record));
  await writeFile(join(folder, 'workspace.tar.gz'), 'abcd');
}

describe.each(Object.entries(TRANSPORTS))('over %s', (_, connect) => {
  test('the trash is listed with what cannot be read, and emptied by ids', async () => {
    const engine = await engineWithoutDocker();
    const { client } = await connect(engine);
    await removed(engine, ID);
    await mkdir(join(engine.context.paths.trash, 'broken'));

    const { entries, damaged } = await client.trash.list();
    expect(entries).toMatchObject([{ id: ID, name: 'maestro-feat-a-1', bytes: 4, commits: 2, changed: 1 }]);
    expect(entries[0]?.keptUntil).toBe('2026-05-15T10:00:00.000Z');
    expect(damaged.map(({ id }) => id)).toEqual(['broken']);

    expect(await client.trash.empty({ ids: [ID, 'never-there'] })).toEqual({ removed: [ID] });
    expect(await readdir(engine.context.paths.trash)).toEqual(['broken']);
  });

  test('a restore of what is not there says so, and what could go needs Docker', async () => {
    const { client } = await connect(await engineWithoutDocker());
    const restored = client.trash.restore({ id: ID, creation: 'creation-1' });
    await expect(restored).rejects.toMatchObject({ data: { code: 'TRASH_NOT_FOUND' } });
    await expect(client.images.prunePlan()).rejects.toMatchObject({ data: { code: 'DOCKER_UNREACHABLE' } });
  });
});
