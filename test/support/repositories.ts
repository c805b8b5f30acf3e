import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { git, gitProject, tempFolder } from './project.ts';

const execute = promisify(execFile);

const SETTINGS = { 'user.name': 'Ada', 'user.email': 'ada@example.test', 'protocol.file.allow': 'always' };

/** A repository with a submodule, and one that has that as a submodule. */
const OUTER = `git init -q -b main o; (cd o; git submodule --quiet add file://$ORIGIN mod; git commit -qm o)
git init -q -b main oo; (cd oo; git submodule --quiet add file://$OUTER outer; git commit -qm oo)`;

/**
 * The folder `p` that a script makes in an empty folder. For cloning it has `$ORIGIN`, with a file `a` and a file `sub/b`
 * on `main` and with a branch `other` that changes `a`; `$OUTER`, which has that as a submodule; and `$OUTEST`, which has
 * `$OUTER` as one.
 */
export async function repositoryFrom(script: string): Promise<string> {
  const base = await tempFolder();
  const origin = await originOf();
  const settings = Object.entries(SETTINGS).map(([key, value]) => `git config --global ${key} ${value}`);
  const lines = [...settings, ...(script.includes('$OUT') ? [OUTER] : []), script];
  const places = { ORIGIN: origin, OUTER: join(base, 'o'), OUTEST: join(base, 'oo') };
  const env = { ...process.env, ...places, GIT_CONFIG_GLOBAL: join(base, 'gitconfig') };
  await execute('bash', ['-euc', lines.join('\n')], { cwd: base, env });
  return join(base, 'p');
}

async function originOf(): Promise<string> {
  const origin = await gitProject({ a: 'a\n', 'sub/b': 'b\n' });
  for (const key of ['allowFilter', 'allowAnySHA1InWant']) await git(origin, 'config', `uploadpack.${key}`, 'true');
  await git(origin, 'checkout', '-q', '-b', 'other');
  await execute('bash', ['-euc', 'echo other >a; git commit -qam other; git checkout -q main'], { cwd: origin });
  await git(origin, 'commit', '-q', '--allow-empty', '-m', 'second');
  return origin;
}

/** Repositories that differ from what `git init` makes, each by a script that makes it in `p`. */
export const KINDS = {
  'a shallow clone': 'git clone -q --depth 1 file://$ORIGIN p',
  'a shallow clone of one branch': 'git clone -q --depth 1 --single-branch --no-tags file://$ORIGIN p; echo x >>p/a',
  'a partial clone': 'git clone -q --filter=blob:none file://$ORIGIN p; echo x >>p/a',
  'a partial clone without a checkout': 'git clone -q --filter=blob:none --no-checkout file://$ORIGIN p',
  'a partial clone without trees': 'git clone -q --filter=tree:0 file://$ORIGIN p; echo x >>p/a',
  'a sparse partial clone':
    'git clone -q --filter=blob:none --sparse file://$ORIGIN p; git -C p sparse-checkout set sub; echo x >>p/sub/b',
  'a sparse index':
    'git clone -q file://$ORIGIN p; git -C p sparse-checkout set --cone --sparse-index sub; echo x >>p/sub/b',
  'a split index':
    'git clone -q file://$ORIGIN p; cd p; git update-index --split-index; echo x >>a; git add a; echo y >>a',
  'an untracked cache':
    'git clone -q file://$ORIGIN p; cd p; git config core.untrackedCache true; git update-index --force-untracked-cache; echo n >new; git status >/dev/null; echo m >sub/new',
  'an index of version 4': 'git clone -q file://$ORIGIN p; cd p; git update-index --index-version 4; echo x >>a',
  'a file that is to be added':
    'git clone -q file://$ORIGIN p; cd p; echo n >new; git add -N new; echo x >>a; git add -p a </dev/null >/dev/null || true',
  'a file that is skipped':
    'git clone -q file://$ORIGIN p; cd p; git update-index --skip-worktree a; echo x >>a; git update-index --skip-worktree sub/b; rm sub/b',
  'a file that counts as unchanged':
    'git clone -q file://$ORIGIN p; cd p; git update-index --assume-unchanged a; echo x >>a',
  'names that differ by case alone':
    'git clone -q file://$ORIGIN p; cd p; echo A >A; git add A; echo x >>A; echo y >>a',
  'executable bits':
    'git clone -q file://$ORIGIN p; cd p; chmod +x a; git add a; chmod +x sub/b; ln -s a link; git add link; echo x >run; chmod 700 run',
  'executable bits that do not count':
    'git clone -q file://$ORIGIN p; cd p; git config core.fileMode false; chmod +x a; echo x >>sub/b',
  'a submodule that is not there': 'git clone -q file://$OUTER p',
  'a submodule': 'git clone -q --recurse-submodules file://$OUTER p; echo x >>p/mod/a',
  'submodules in submodules': 'git clone -q --recurse-submodules file://$OUTEST p; echo x >>p/outer/mod/a',
  'a submodule with a .git of its own':
    'git clone -q file://$OUTER p; cd p; rm -rf mod; git clone -q file://$ORIGIN mod; git submodule init; git submodule absorbgitdirs >/dev/null 2>&1; git clone -q file://$ORIGIN other; git -c advice.addEmbeddedRepo=false add other',
  'a submodule that was taken out':
    'git clone -q --recurse-submodules file://$OUTER p; cd p; git submodule -q deinit -f mod',
  'a git folder elsewhere in the project':
    'git init -q -b main --separate-git-dir=p/deep/git p 2>/dev/null || (mkdir -p p/deep; git init -q -b main --separate-git-dir=p/deep/git p); cd p; echo /deep >.gitignore; echo a >a; git add .; git commit -qm a; echo x >>a',
  'a git folder elsewhere that names its tree':
    'git init -q -b main --separate-git-dir=$PWD/g p; cd p; git config core.worktree $PWD; echo a >a; git add .; git commit -qm a; echo x >>a',
  'settings for each worktree':
    'git clone -q file://$ORIGIN m; cd m; git config extensions.worktreeConfig true; git config --worktree core.fileMode false; git worktree add -q ../p; cd ../p; git config --worktree core.sparseCheckout true; git sparse-checkout set sub; chmod +x sub/b; echo x >>sub/b',
  'a worktree of a bare repository':
    'git clone -q --bare file://$ORIGIN b.git; cd b.git; git worktree add -q ../p -b w; cd ../p; echo x >>a',
  'a worktree without a branch':
    'git clone -q file://$ORIGIN m; cd m; git worktree add -q --detach ../p; cd ../p; echo x >>a; git add a',
  'names by SHA-256':
    'git init -q -b main --object-format=sha256 p; cd p; echo a >a; git add .; git commit -qm a; git branch b; git gc -q; echo x >>a; git add a; echo y >>a',
  'line ends that git turns':
    'git clone -q file://$ORIGIN p; cd p; git config core.autocrlf true; printf "a\\r\\n" >crlf; git add crlf 2>/dev/null; printf "* text=auto eol=crlf\\n" >.gitattributes',
  'stashes, tags and notes':
    'git clone -q file://$ORIGIN p; cd p; echo x >>a; git stash -q; git tag -a v1 -m v1; git notes add -m n; git gc -q; echo z >>a',
  'a grafted history': 'git clone -q file://$ORIGIN p; cd p; git replace --graft HEAD; echo x >>a',
  'objects in many packs and a graph of commits':
    'git clone -q file://$ORIGIN p; cd p; git repack -q -d; echo x >>a; git commit -qam x; git repack -q -d; git multi-pack-index write; git commit-graph write --reachable --split; git repack -q -a -d -b; echo y >>a',
  'nothing committed yet': 'git init -q -b main p; cd p; echo a >a; git add a; echo b >b; echo x >>a',
  'a branch without a commit': 'git clone -q file://$ORIGIN p; cd p; git checkout -q --orphan new; echo x >>a',
} as const;
