import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../errors.ts';
import { gitPush } from './git.ts';

interface Push {
  /** A bare repository of ours that has the commit. */
  readonly gitDir: string;
  readonly url: string;
  readonly oid: string;
  readonly branch: string;
}

/**
 * Sends one commit to one branch elsewhere, forward only: the only call of git that leaves this machine, and the only one
 * that may use the user's sign-ins. It runs in a bare repository of ours, so that neither the project's settings and hooks
 * nor anything of an agent's are known to it; what counts is the user's own and the system's configuration. Nothing but the
 * commit, with what it needs, goes: no tags, no submodules, no other refs. PUSH_FAILED, GIT_MISSING.
 */
export async function pushCommit({ gitDir, url, oid, branch }: Push): Promise<void> {
  const noHooks = join(gitDir, 'no-hooks');
  await mkdir(noHooks, { recursive: true });
  const way = ['--porcelain', '--no-verify', '--no-follow-tags', '--recurse-submodules=no'];
  const here = ['-c', `core.hooksPath=${noHooks}`, `--git-dir=${gitDir}`];
  const ran = await gitPush([...here, 'push', ...way, '--', url, `${oid}:refs/heads/${branch}`]);
  if (!ran.ok)
    throw fail('PUSH_FAILED', `${branch} could not be pushed.`, {
      detail: withoutSecrets(`${ran.stdout}${ran.stderr}`).trim().slice(-4000),
    });
}

/** A text without what stands before the host of an address (pure). */
export function withoutSecrets(text: string): string {
  return text.replaceAll(/:\/\/[^@/\s]+@/g, '://');
}
