import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { maestro } from '../../support/maestro.ts';
import { tempFolder, writeFiles } from '../../support/project.ts';
import { stateProject } from '../../support/state.ts';

/** A project, and a `gh` that keeps what it was asked and answers so. */
async function projectWithGh(answer: string) {
  const [project, bin] = await Promise.all([stateProject(), tempFolder('maestro-gh')]);
  await project.run(['init']);
  const asked = join(bin, 'asked');
  await writeFiles(bin, { gh: `#!/bin/sh\nprintf '%s\\n' "$@" >${asked}\n${answer}\n` });
  await chmod(join(bin, 'gh'), 0o755);
  const env = { HOME: project.home, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
  const run = (...words: string[]) => maestro(['mission', 'import', ...words], { cwd: project.folder, env });
  return { project, run, asked: () => readFile(asked, 'utf8') };
}

test('an issue becomes a draft with a feature for each open task', async () => {
  const issue = {
    number: 12,
    title: 'Pay by card',
    body: '- [ ] store it\n- [x] choose\n- [ ] charge it',
    url: 'https://forge.test/12',
  };
  const { project, run, asked } = await projectWithGh(`cat <<'END'\n${JSON.stringify(issue)}\nEND`);

  const created = await run('--github', 'acme/shop#12', '--json');

  const { mission } = JSON.parse(created.stdout) as { mission: { id: string; status: string } };
  expect([created.code, mission.status]).toEqual([0, 'draft']);
  expect(await asked()).toBe('issue\nview\n12\n--repo=acme/shop\n--json=number,title,body,url\n');
  const { features } = await project.json<{ features: { title: string }[] }>([
    'feature',
    'list',
    '--mission',
    mission.id,
  ]);
  expect(features.map(({ title }) => title)).toEqual(['store it', 'charge it']);
});

test.each([
  ['that gh cannot read', 'echo "HTTP 404: Not Found" >&2; exit 1', 'HTTP 404: Not Found'],
  ['that is no issue', 'echo "{}"', 'gh did not read issue 12 of acme/shop.'],
])('one %s leaves nothing behind', async (_, answer, words) => {
  const { project, run } = await projectWithGh(answer);

  const ended = await run('--github', 'acme/shop#12');

  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain(words);
  expect(await project.json(['mission', 'list'])).toEqual([]);
});

test('what names no issue is said to, and nothing is asked', async () => {
  const { run, asked } = await projectWithGh('exit 1');
  const ended = await run('--github', 'acme/shop');
  expect(ended.stderr).toContain('Write owner/repository#12, or the address of the issue.');
  await expect(asked()).rejects.toThrow();
});
