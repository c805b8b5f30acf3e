import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../electron/cli/table/commands.ts';
import { commandWords, everyCommand, fillProject, runEveryCommand } from '../support/everyCommand.ts';
import { tempFolder } from '../support/project.ts';
import { within } from '../support/state.ts';
import { trappedProject } from '../support/traps.ts';

test('every command of the table is in the walk', () => {
  const walked = Object.keys(everyCommand({ mission: '', handoff: '', task: '', correction: '', uki: '' }));
  expect(walked.sort()).toEqual(commandWords(COMMANDS).sort());
});

test('no command runs anything that the project, or the environment, names', { timeout: 900_000 }, async () => {
  const { folder, ran, age, env } = await trappedProject();
  const project = within(folder, await tempFolder('maestro-home'));
  const ids = await fillProject(project);
  await rm(join(folder, '.git/index.lock'), { force: true });
  await runEveryCommand(project, ids, {
    env,
    before: age,
    after: async (call) => expect(await ran(), call).toEqual([]),
  });
});
