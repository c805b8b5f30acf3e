import { chmod, mkdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fillProject } from '../support/everyCommand.ts';
import { NO_ENGINE } from '../support/maestro.ts';
import { openToOthers } from '../support/modes.ts';
import { stateProject } from '../support/state.ts';

test('whatever is done, nobody else can look into ~/.maestro', { timeout: 600_000 }, async () => {
  const project = await stateProject();
  await fillProject(project);
  await project.json(['config', 'set', 'defaultAgent', 'codex', '--global']);
  await project.json(['graph-link', project.folder, '--consumes']);
  for (const args of [['doctor'], ['list'], ['new', 'a task']]) await project.run(args, { env: NO_ENGINE });
  expect(await openToOthers(join(project.home, '.maestro'))).toEqual([]);
  expect((await stat(join(project.folder, '.maestro/config.yaml'))).mode & 0o777).toBe(0o644);
});

test('what was open to others is closed at the next use, and what it links to is not touched', async () => {
  const project = await stateProject();
  const own = join(project.home, '.maestro');
  await mkdir(join(own, '.claude'), { recursive: true, mode: 0o777 });
  await writeFile(join(own, '.claude/.credentials.json'), '{}');
  await writeFile(join(own, 'config.yml'), 'defaultAgent: codex\n');
  await writeFile(join(project.home, 'elsewhere'), '');
  await symlink(join(project.home, 'elsewhere'), join(own, 'link'));
  for (const path of ['.', '.claude', '.claude/.credentials.json', 'config.yml', 'link'])
    await chmod(join(own, path), 0o777);
  await project.json(['config', 'set', 'defaultAgent', 'claude', '--global']);
  expect(await openToOthers(own)).toEqual([]);
  expect((await stat(join(project.home, 'elsewhere'))).mode & 0o777).toBe(0o777);
});
