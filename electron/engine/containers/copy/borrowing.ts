import type { Bytes } from '../../disk/bytes.ts';
import { toText } from '../../disk/bytes.ts';
import { fail } from '../../errors.ts';
import { alternateObjects, real } from '../../git/layout.ts';
import { isWhole } from '../../git/whole.ts';
import { noRemarks } from './look.ts';
import { isWithin, openTree } from './tree.ts';

/**
 * Looks at a project's repository before anything is made: answers whether it has one that may be copied. COPY_FAILED
 * where that one lacks objects without those of folders outside of the project.
 */
export async function checkRepository(project: string): Promise<boolean> {
  const tree = await openTree(project, { name: 'workspace', modules: false, remarks: noRemarks() });
  if (tree.git === undefined) return false;
  const objects = await real(`${tree.git.commonDir}/objects`);
  if (objects === undefined) return false;
  const mayRead = (folder: Bytes): boolean => isWithin(tree, folder);
  if (!mayRead(objects)) throw borrows(project, objects);
  const { own, foreign } = await alternateObjects(objects, mayRead);
  const [first] = foreign;
  if (first !== undefined && !(await isWhole(tree.git, [objects, ...own]))) throw borrows(project, first);
  return true;
}

function borrows(project: string, from: Bytes): Error {
  return fail('COPY_FAILED', `${project} lacks history of its own: it borrows from ${toText(from)}, outside of it.`, {
    hints: [
      'Make it whole: git repack -a -d, then remove .git/objects/info/alternates (or the link .git/objects).',
      'Or work on a clone of it.',
    ],
  });
}
