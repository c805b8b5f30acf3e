import { mkdir, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkRepository } from '../../../electron/engine/containers/copy/check-repository.ts';
import { copied } from '../../support/copied.ts';
import { filesIn } from '../../support/state.ts';
import { git, gitProject, tempFolder, writeFiles } from '../../support/project.ts';

const PRIVATE = 'nobody but its owner may read this';

/** A repository of this machine that is none of the project's business, and the id of its secret. */
async function stranger(): Promise<{ folder: string; secret: string }> {
  const folder = await gitProject({ secret: PRIVATE });
  return { folder, secret: await git(folder, 'rev-parse', 'HEAD:secret') };
}

/** A project that points elsewhere in one way; what arrives of it must not hold the stranger's secret, and must say so. */
const WAYS: Readonly<Record<string, (project: string, other: string) => Promise<void>>> = {
  'the list of alternates': (project, other) =>
    writeFiles(project, { '.git/objects/info/alternates': `${other}/.git/objects\n` }),
  'a relative line in it, in quotes': (project, other) =>
    writeFiles(project, { '.git/objects/info/alternates': `"../../../../../../../../../..${other}/.git/objects"\n` }),
  'a chain of alternates': async (project, other) => {
    await writeFiles(project, {
      '.git/objects/info/alternates': '../../lender/objects\n',
      'lender/objects/info/alternates': `${other}/.git/objects\n`,
    });
  },
  'a nested pointer': (project, other) => writeFiles(project, { 'vendor/.git': `gitdir: ${other}/.git\n` }),
  'a nested link': async (project, other) => {
    await mkdir(`${project}/vendor`);
    await symlink(`${other}/.git`, `${project}/vendor/.git`);
  },
  'a nested repository whose common folder is elsewhere': async (project, other) => {
    await writeFiles(project, {
      'vendor/.git/commondir': `${other}/.git\n`,
      'vendor/.git/HEAD': 'ref: refs/heads/main\n',
    });
  },
  'a module whose common folder is elsewhere': async (project, other) => {
    await writeFiles(project, {
      '.git/modules/x/commondir': `${other}/.git\n`,
      '.git/modules/x/HEAD': 'ref: refs/heads/main\n',
    });
  },
  'a link among its references': async (project, other) => {
    await rm(`${project}/.git/refs/tags`, { recursive: true });
    await symlink(`${other}/.git/objects`, `${project}/.git/refs/tags`);
  },
  'a link in place of its configuration': async (project, other) => {
    await rename(`${project}/.git/config`, `${project}/config`);
    await symlink(`${other}/secret`, `${project}/.git/config`);
  },
  'its own pointer': async (project, other) => {
    await rm(`${project}/.git`, { recursive: true });
    await writeFile(`${project}/.git`, `gitdir: ${other}/.git\n`);
  },
  'its own link': async (project, other) => {
    await rm(`${project}/.git`, { recursive: true });
    await symlink(`${other}/.git`, `${project}/.git`);
  },
  'its own common folder': (project, other) => writeFiles(project, { '.git/commondir': `${other}/.git\n` }),
};

test.each(Object.entries(WAYS))(
  'nothing of another repository comes along by %s, and that is said',
  async (_, plant) => {
    const project = await gitProject({ a: '1' });
    const { folder, secret } = await stranger();
    await plant(project, folder);

    const { workspace, notes } = await copied(project);

    expect(existsSync(`${workspace}/a`)).toBe(true);
    expect(existsSync(`${workspace}/.git/objects/info/alternates`)).toBe(false);
    const arrived = [...(await filesIn(workspace))];
    expect(arrived.filter(([path, text]) => path.includes(secret.slice(2)) || text.includes(PRIVATE))).toEqual([]);
    expect(notes.join('\n')).toContain(await realpath(folder));
  },
);

test('a project that needs what it borrows from outside is refused before anything is made', async () => {
  const lender = await gitProject({ a: '1' });
  const project = `${await tempFolder()}/it`;
  await git(lender, 'clone', '-q', '--shared', lender, project);

  await expect(checkRepository(project)).rejects.toMatchObject({
    problem: { code: 'COPY_FAILED', hints: [expect.stringContaining('git repack'), expect.anything()] },
  });
  await git(project, 'repack', '-q', '-a', '-d');
  expect(await checkRepository(project)).toBe(true);
});

test('a linked worktree may need its repository, and a folder may be a checkout of nobody', async () => {
  const main = await gitProject();
  const worktree = `${await tempFolder()}/linked`;
  await git(main, 'worktree', 'add', '-q', worktree);
  expect(await checkRepository(worktree)).toBe(true);
  expect(await checkRepository(await tempFolder())).toBe(false);
});

test('whatever logs in somewhere stays on this machine, and the addresses stay', async () => {
  const project = await gitProject({ a: '1' });
  const set = (...args: string[]): Promise<string> => git(project, 'config', ...args);
  await set('remote.o.url', 'https://user:hunter2@elsewhere.test/x');
  await set('remote.o.pushurl', 'https://hunter2@elsewhere.test/x');
  await set('remote.s.url', 'ssh://git:hunter2@elsewhere.test/x');
  await set('remote.k.url', 'git@elsewhere.test:me/it.git');
  await set('url.https://u:hunter2@elsewhere.test/.insteadOf', 'e:');
  await set('http.https://elsewhere.test/.extraHeader', 'Authorization: Basic hunter2');
  await set('http.proxy', 'http://u:hunter2@proxy.test:3128');
  await set('credential.helper', 'store --file /x/hunter2');
  await set('submodule.m.url', 'https://u:hunter2@elsewhere.test/m');
  await set('github.token', 'hunter2');
  await set('include.path', 'more');
  await writeFiles(project, {
    '.git/more': '[remote "i"]\n\turl = https://u:hunter2@elsewhere.test/i\n[sendemail]\n\tsmtpPass = hunter2\n',
    '.git/FETCH_HEAD': "0\t\tbranch 'main' of https://u:hunter2@elsewhere.test/x\n",
    '.git/logs/refs/heads/x': 'clone: from https://u:hunter2@elsewhere.test/x\n',
    '.git/remotes/old': 'URL: https://u:hunter2@elsewhere.test/x\n',
    '.git/modules/m/HEAD': 'ref: refs/heads/main\n',
    '.git/modules/m/objects/info/packs': '',
    '.git/modules/m/config': '[remote "o"]\n\turl = https://u:hunter2@elsewhere.test/m\n',
  });

  const { workspace, notes } = await copied(project);

  const arrived = await filesIn(`${workspace}/.git`);
  expect([...arrived].filter(([, text]) => text.includes('hunter2')).map(([path]) => path)).toEqual([]);
  expect(await git(workspace, 'config', 'remote.o.url')).toBe('https://elsewhere.test/x');
  expect(await git(workspace, 'config', 'remote.s.url')).toBe('ssh://git@elsewhere.test/x');
  expect(await git(workspace, 'config', 'remote.k.url')).toBe('git@elsewhere.test:me/it.git');
  expect(await readFile(`${project}/.git/config`, 'utf8')).toContain('hunter2');
  expect(notes.join('\n')).toContain(`${await realpath(project)}/.git/config`);
  expect(notes.join('\n')).not.toContain('hunter2');
});
