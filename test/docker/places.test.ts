import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { maestro } from '../support/maestro.ts';
import { tempFolder, testUser } from '../support/project.ts';

const PLACES: Readonly<Record<string, (home: string) => string>> = {
  'the home folder': (home) => home,
  'the folder around it': (home) => dirname(home),
  'the root of all': () => '/',
  'Maestro’s own folder': (home) => join(home, '.maestro'),
  'a folder in it': (home) => join(home, '.maestro/containers'),
  keys: (home) => join(home, '.ssh'),
  'the system’s settings': () => '/etc',
  processes: () => '/proc/self',
};

test.each(Object.entries(PLACES))('%s is no project, whatever link leads there', async (_, placeOf) => {
  const { home } = await testUser();
  for (const folder of ['.ssh', '.maestro/containers']) await mkdir(join(home, folder), { recursive: true });
  const links = await tempFolder();
  await symlink(placeOf(home), join(links, 'first'));
  await symlink('first', join(links, 'second'));
  const env = { HOME: home };
  for (const project of [placeOf(home), join(links, 'first'), join(links, 'second'), join(links, 'second/.')]) {
    const ended = await maestro(['new', 'a task', '--project', project, '--json'], { env });
    expect(JSON.parse(ended.stdout), project).toMatchObject({ code: 'PROJECT_NOT_FOLDER' });
  }
  const inside = await maestro(['new', 'a task', '--json'], { env, cwd: join(links, 'second') });
  expect(JSON.parse(inside.stdout)).toMatchObject({ code: 'PROJECT_NOT_FOLDER' });
});
