import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Schedule } from '../../electron/contract/schedules.ts';
import { tempFolder } from '../support/project.ts';
import { within } from '../support/state.ts';

async function person() {
  const home = await tempFolder();
  const folder = join(home, 'shop');
  await mkdir(folder);
  return within(folder, home);
}

test('a schedule is kept with its folder, listed with its next time, rests, goes on, and is forgotten', async () => {
  const here = await person();
  const added = await here.json<Schedule & { next: string }>(['schedule', '0 7 * * 1-5', 'new', 'Look at the issues']);
  expect(added).toMatchObject({
    name: 'new-1',
    words: ['new', 'Look at the issues'],
    folder: here.folder,
    paused: false,
  });
  expect(added.next).toMatch(/^\d{4}-\d\d-\d\d 07:00:00$/);
  const listed = await here.run(['schedule', 'list']);
  expect(listed.stdout).toContain("maestro new 'Look at the issues'");
  expect(listed.stderr).toContain('maestro daemon start');

  await here.json(['schedule', 'pause', 'new-1']);
  expect(await here.json(['schedule', 'list'])).toMatchObject({ schedules: [{ paused: true, next: null }] });
  await here.json(['schedule', 'resume', 'new-1']);
  const gone = await here.run(['schedule', 'remove', 'new-1']);
  expect(gone.stdout).toContain(
    `Undo: cd ${here.folder} && maestro schedule add '0 7 * * 1-5' --name new-1 -- new 'Look at the issues'`,
  );
  expect(await here.json(['schedule', 'list'])).toEqual({ schedules: [] });
});

test.each([
  [['schedule', '0 7 * * *', 'list'], 'A schedule runs one of: new, feature launch, mission run, mission resume.'],
  [['schedule', '0 7 * * *', 'new', 'x', '--no-such'], "Unknown option '--no-such'"],
  [['schedule', 'at seven', 'new', 'x'], '"at seven" says no time.'],
  [['schedule', '0 7 * * *'], 'schedule'],
])('%j is refused when it is said, and nothing is kept', async (words, sentence) => {
  const here = await person();
  const ended = await here.run(words);
  expect(ended.code).not.toBe(0);
  expect(ended.stderr).toContain(sentence);
  expect(await here.json(['schedule', 'list'])).toEqual({ schedules: [] });
});

test('a template is kept, shown as the command that keeps it, replaced with a way back, and forgotten', async () => {
  const here = await person();
  const save = ['template', 'save', 'review', '--agent', 'codex', '--domain', 'a.test', 'Review {} for security'];
  await here.json(save);
  const { stdout: shown } = await here.run(['template', 'show', 'review']);
  expect(shown).toBe("maestro template save review --agent codex --domain a.test 'Review {} for security'\n");
  expect((await here.run(['template', 'list'])).stdout).toMatch(/review +--agent codex --domain a\.test +Review \{\}/);

  const replaced = await here.run(['template', 'save', 'review', '--plan', 'Look at {}']);
  expect(replaced.stdout).toContain('in place of the one before');
  expect(replaced.stdout).toContain(`Undo: ${shown.trim()}`);
  expect((await here.run(['template', 'remove', 'review'])).code).toBe(0);
  expect(await here.json(['template', 'list'])).toEqual({ templates: [] });
});

test.each([
  [['template', 'save', 'Not a name', 'x'], 'small letters, digits and dashes'],
  [['template', 'save', 'x', '--agent', 'nobody', 'task'], 'agent'],
  [['new', '--template', 'missing', 'x'], 'There is no template missing.'],
])('%j is refused', async (words, sentence) => {
  const here = await person();
  const ended = await here.run(words);
  expect(ended.code).not.toBe(0);
  expect(ended.stderr).toContain(sentence);
});

test('a template that wants a task says so before anything is made', async () => {
  const here = await person();
  await here.json(['template', 'save', 'review', 'Review {}']);
  const ended = await here.run(['new', '--template', 'review', ' ']);
  expect(ended.stderr).toContain('The template review wants to know what {} is.');
});
