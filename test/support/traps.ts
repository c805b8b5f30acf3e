import { chmod, mkdir, readdir, rm, utimes } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { git, gitProject, tempFolder, writeFiles } from './project.ts';

/** A project that has planted a program wherever git would run one, and where each leaves its mark. */
export interface TrappedProject {
  readonly folder: string;
  /** What a surrounding program may have left in the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Names of the programs that ran so far. */
  readonly ran: () => Promise<string[]>;
  /** Forgets what ran, such as by a test's own git. */
  readonly forget: () => Promise<void>;
  /** Makes git distrust what it knows of the files, so that it reads them, and would run their filters. */
  readonly age: () => Promise<void>;
}

const HOOKS = ['post-index-change', 'pre-commit', 'post-checkout', 'reference-transaction', 'fsmonitor-watchman'];
const FILES = ['a.txt', 'included.inc', 'odd.odd', 'lost.bin', 'module/m.txt'];

/** With `lost`, git has to fetch one of its files. */
export async function trappedProject({ lost = true } = {}): Promise<TrappedProject> {
  const folder = await gitProject(Object.fromEntries(FILES.slice(0, 4).map((name) => [name, `${name}\n`])));
  const programs = await tempFolder('maestro-traps');
  await mkdir(join(programs, 'ran'));
  const trap = (name: string): string => join(programs, name);
  const set = (key: string, value: string): Promise<string> => git(folder, 'config', key, value);
  const mark = `#!/bin/sh\ntouch ${programs}/ran/$(basename "$0")\n`;
  const filters = ['clean', 'included', 'odd', 'module'];
  const names = [...filters, 'diff', 'textconv', 'merge', 'gpg', 'monitor', 'other', 'fetch', 'environment'];
  await writeFiles(
    programs,
    Object.fromEntries(names.map((name) => [name, filters.includes(name) ? `${mark}cat\n` : mark])),
  );
  for (const name of names) await chmod(trap(name), 0o755);

  await plantModule(folder, trap('module'));
  const attributes = '*.txt filter=x diff=x merge=x\n*.inc filter=inc\n*.odd filter=a=b\n*.bin diff=x\n';
  await writeFiles(folder, {
    '.gitattributes': attributes,
    '.git/more': `[filter "inc"]\n clean = ${trap('included')}\n`,
    '.git/only': `[filter "only"]\n clean = ${trap('included')}\n smudge = ${trap('included')}\n`,
    '.git/everywhere': '*.inc filter=only\n',
  });
  await git(folder, 'add', '--all');
  await git(folder, 'commit', '-q', '-m', 'traps');
  if (lost) await loseObject(folder, 'lost.bin');

  await set('include.path', 'more');
  await set('includeIf.gitdir:/**.path', 'only');
  await set('core.attributesFile', join(folder, '.git/everywhere'));
  await set('filter.x.clean', trap('clean'));
  await set('filter.x.smudge', trap('clean'));
  await set('filter.x.required', 'true');
  await set('filter.a=b.clean', trap('odd'));
  await set('diff.x.command', trap('diff'));
  await set('diff.x.textconv', trap('textconv'));
  await set('diff.external', trap('diff'));
  await set('merge.x.driver', `${trap('merge')} %A`);
  await set('gpg.program', trap('gpg'));
  await set('commit.gpgSign', 'true');
  for (const key of ['pager', 'editor', 'sshCommand', 'askPass', 'alternateRefsCommand'])
    await set(`core.${key}`, trap('other'));
  await set('credential.helper', trap('other'));
  await set('alias.status', `!${trap('other')}`);
  await set('status.submoduleSummary', 'true');
  // What is missing of a partial clone is fetched by a program that the repository names.
  await set('core.repositoryFormatVersion', '1');
  await set('extensions.partialClone', 'origin');
  await set('remote.origin.promisor', 'true');
  await set('remote.origin.url', folder);
  await set('remote.origin.uploadpack', trap('fetch'));
  await set('protocol.file.allow', 'always');
  await writeFiles(folder, Object.fromEntries(HOOKS.map((name) => [`.git/hooks/${name}`, mark])));
  for (const name of HOOKS) await chmod(join(folder, '.git/hooks', name), 0o755);
  await set('core.fsmonitor', trap('monitor'));

  return {
    folder,
    env: {
      ...Object.fromEntries(
        ['GIT_EXTERNAL_DIFF', 'GIT_PAGER', 'GIT_EDITOR', 'GIT_SSH_COMMAND', 'GIT_ASKPASS'].map((name) => [
          name,
          trap('environment'),
        ]),
      ),
      ...{ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.fsmonitor', GIT_CONFIG_VALUE_0: trap('environment') },
    },
    ran: () => readdir(join(programs, 'ran')),
    forget: async () => {
      for (const name of await readdir(join(programs, 'ran'))) await rm(join(programs, 'ran', name));
    },
    age: async () => {
      const future = new Date(Date.now() + 3_600_000);
      for (const name of FILES) if (existsSync(join(folder, name))) await utimes(join(folder, name), future, future);
    },
  };
}

/** A repository inside of the project that git would look into, with a filter of its own. */
async function plantModule(folder: string, program: string): Promise<void> {
  const module = join(folder, 'module');
  await writeFiles(module, { 'm.txt': 'm\n', '.gitattributes': '* filter=m\n' });
  await git(module, 'init', '-q', '-b', 'main');
  await git(module, 'add', '--all');
  await git(module, 'commit', '-q', '-m', 'module');
  await git(module, 'config', 'filter.m.clean', program);
}

async function loseObject(folder: string, name: string): Promise<void> {
  const id = await git(folder, 'rev-parse', `HEAD:${name}`);
  await rm(join(folder, '.git/objects', id.slice(0, 2), id.slice(2)));
  await writeFiles(folder, { [name]: 'other\n' });
}
