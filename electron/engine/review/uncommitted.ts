import type { ContainerName } from '../../contract/ids.ts';
import { getMember } from '../containers/lifecycle.ts';
import type { Context } from '../context.ts';
import { headOf } from './fetch.ts';
import { inQuarantine } from './quarantine.ts';

/**
 * The files of a running container that differ from its last commit, those that git does not know among them, by path.
 * CONTAINER_NOT_FOUND, CONTAINER_NOT_RUNNING, REVIEW_NO_REPOSITORY, REVIEW_FAILED, GIT_FAILED.
 */
export async function uncommittedPaths(context: Context, name: ContainerName): Promise<string[]> {
  return inQuarantine(context, await getMember(context, name), async (quarantine) => {
    const { files } = quarantine.outgoing;
    if (files === null) return [];
    const args = ['diff-tree', '-r', '-z', '--no-renames', '--name-only', headOf(quarantine), files];
    const { stdout } = await quarantine.git(args);
    return stdout.split('\0').filter((path) => path !== '');
  });
}
