import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { initProject } from '../../electron/engine/project/setup/init.ts';
import { findProject } from '../../electron/engine/project/records/project.ts';
import { filesIn } from '../support/state.ts';
import { tempFolder } from '../support/project.ts';

test('only what says something else is asked for, and what is replaced is kept', async () => {
  const project = findProject({ cwd: await tempFolder(), home: await tempFolder() });
  await initProject(project);
  const agents = join(project.folder, 'AGENTS.md');
  const setUp = join(project.folder, 'bootstrap/init.sh');
  const template = await readFile(agents, 'utf8');
  await writeFile(agents, 'mine');
  await writeFile(setUp, 'also mine');
  const asked: string[] = [];

  const { created } = await initProject(project, (path) => {
    asked.push(path);
    return Promise.resolve(path === agents);
  });

  expect(asked).toEqual([agents, setUp]);
  expect(created).toEqual([agents]);
  expect(await readFile(agents, 'utf8')).toBe(template);
  expect(await readFile(setUp, 'utf8')).toBe('also mine');
  expect([...(await filesIn(join(project.folder, 'ours/replaced'))).values()]).toEqual(['mine']);
});
