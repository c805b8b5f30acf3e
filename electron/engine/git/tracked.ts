import type { Bytes } from '../disk/bytes.ts';
import { toText } from '../disk/bytes.ts';
import { git } from './git.ts';

const MODULES = /(^|\/)node_modules(\/|$)/;

/**
 * What git tracks at and below `node_modules` folders of a checkout, and the folders on the way there: without these
 * files the agent's first commit would delete them. GIT_FAILED.
 */
export async function trackedModules(checkout: Bytes): Promise<ReadonlySet<Bytes>> {
  const { stdout } = await git(['ls-files', '--cached', '-z'], { folder: toText(checkout), encoding: 'latin1' });
  const kept = new Set<Bytes>();
  for (const path of stdout.split('\0')) {
    if (!MODULES.test(path)) continue;
    for (let end = path.length; end !== -1; end = path.lastIndexOf('/', end - 1)) kept.add(path.slice(0, end));
  }
  return kept;
}
