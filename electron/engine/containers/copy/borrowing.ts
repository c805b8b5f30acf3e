import { type Bytes, toText } from '../../disk/bytes.ts';
import { fail } from '../../errors.ts';
import { alternateObjects, type GitLayout, real } from '../../git/layout.ts';
import { isWhole } from '../../git/whole.ts';
import { isWithin, type Tree } from './tree.ts';

/** COPY_FAILED where a repository lacks objects without those of folders outside of the project. */
export async function refuseBorrowing(project: string, tree: Tree, git: GitLayout): Promise<void> {
  const objects = (await real(`${git.commonDir}/objects`)) ?? git.commonDir;
  const mayRead = (folder: Bytes): boolean => isWithin(tree, folder);
  if (!mayRead(objects)) throw borrows(project, objects);
  const { own, foreign } = await alternateObjects(objects, mayRead);
  const [first] = foreign;
  if (first !== undefined && !(await isWhole(git, [objects, ...own]))) throw borrows(project, first);
}

function borrows(project: string, from: Bytes): Error {
  return fail('COPY_FAILED', `${project} lacks history of its own: it borrows from ${toText(from)}, outside of it.`, {
    hints: [
      'Make it whole: git repack -a -d, then remove .git/objects/info/alternates (or the link .git/objects).',
      'Or work on a clone of it.',
    ],
  });
}
