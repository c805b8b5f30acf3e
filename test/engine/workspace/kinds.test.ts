import { expect, test } from 'vitest';
import { copied } from '../../support/copied.ts';
import { checkRepository } from '../../../electron/engine/containers/copy/check-repository.ts';
import { git } from '../../support/project.ts';
import { KINDS, repositoryFrom } from '../../support/repositories.ts';

/** What `git` says of a checkout: everything that its user could notice. */
async function said(folder: string): Promise<Record<string, string>> {
  // Nothing may be asked of the origin: a container does not reach it.
  const alone = ['-c', 'protocol.allow=never', '-c', 'advice.statusHints=false'];
  const say = (...args: string[]): Promise<string> =>
    git(folder, ...alone, ...args).catch((error: unknown) => `failed: ${String(error)}`);
  return {
    status: await say('status', '--porcelain=v2', '--branch', '--ignored', '--untracked-files=all'),
    index: await say('ls-files', '-v', '-s'),
    staged: await say('diff', '--cached', '--raw', '--submodule=log'),
    changed: await say('diff', '--raw'),
    refs: await say('for-each-ref'),
    log: await say('log', '--oneline', '--all'),
    modules: await say('submodule', 'status', '--recursive'),
    sparse: await say('config', '--get', 'core.sparseCheckout').catch(() => ''),
    fsck: await say('fsck', '--connectivity-only', '--no-dangling'),
  };
}

test.each(Object.entries(KINDS))('%s is in the copy what it is here', async (_, script) => {
  const project = await repositoryFrom(script);
  expect(await checkRepository(project)).toBe(true);
  const here = await said(project);

  const { workspace, notes } = await copied(project);

  expect(await said(workspace)).toEqual(here);
  expect(notes).toEqual([]);
});
