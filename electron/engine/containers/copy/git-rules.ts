import type { Bytes } from '../../disk/bytes.ts';

/** `whole`: a repository of its own; `own` and `shared`: what a linked worktree has, and what it shares. */
export type Layer = 'whole' | 'own' | 'shared';

/** What a linked worktree shares with its repository (git's `path.c`), and what LFS and annex add. */
const SHARED = new Set(
  (
    'annex branches common description hooks info lfs logs lost-found objects packed-refs refs reftable remotes ' +
    'rr-cache shallow svn'
  ).split(' '),
);
const NOT_SHARED = /^(info\/sparse-checkout|logs\/HEAD|(logs\/)?refs\/(bisect|rewritten|worktree))(\/|$)/;

/** Rewritten or composed elsewhere: config for its paths, modules and worktrees for what they point to. */
const MADE = new Set(['config', 'config.worktree', 'commondir', 'gitdir', 'locked', 'modules', 'worktrees']);
const UNFINISHED = /^(gc\.pid|objects\/info\/(http-)?alternates|objects\/(.*\/)?(tmp_|incoming-|\.tmp-)[^/]*)$/;

/** An index over several packs: it is a fault where one of them was packed anew meanwhile, and git does without it. */
const OVER_PACKS = /^objects\/pack\/multi-pack-index/;

/** What a merge, a rebase, a cherry-pick or a search in the project is at: its people go on with that, not the agent. */
const UNDERWAY =
  /^((MERGE_(HEAD|MODE|MSG|RR|AUTOSTASH)|AUTO_MERGE|SQUASH_MSG|(CHERRY_PICK|REVERT|REBASE|BISECT)_HEAD|BISECT_[A-Z_]+)$|(rebase-merge|rebase-apply|sequencer|refs\/bisect|refs\/rewritten)(\/|$))/;

/** Whether a path of a git folder comes along (pure). What another process holds, or anybody is half done with, does not. */
export function belongsToCopy(path: Bytes, layer: Layer): boolean {
  if (MADE.has(path) || UNFINISHED.test(path) || OVER_PACKS.test(path) || UNDERWAY.test(path)) return false;
  if (path.endsWith('.lock')) return false;
  if (layer !== 'shared') return true;
  return SHARED.has(path.split('/')[0] ?? '') && !NOT_SHARED.test(path);
}

/** Whether a path below another repository's objects is an object that may be borrowed (pure). */
export function isObject(path: Bytes): boolean {
  return /^([0-9a-f]{2}(\/[0-9a-f]{38,62})?|pack(\/pack-[0-9a-f]+\.(pack|idx|rev|promisor))?)$/.test(path);
}

/** Whether a path of a git folder is among its objects (pure). */
export function isObjectPath(path: Bytes): boolean {
  return path === 'objects' || path.startsWith('objects/');
}

/** Whether a path of a git folder names objects (pure). */
export function isReference(path: Bytes): boolean {
  return /^([A-Z_]*HEAD|packed-refs|index|(refs|logs)\/.+)$/.test(path);
}

/** What of a git folder is read in one turn: `rest` is all else. */
export type Turn = 'rest' | 'packed-refs' | 'objects';

/**
 * The order is that in which git writes: references, the file into which it packs them, and the objects that both name.
 * So whatever is made or packed meanwhile is whole in the copy.
 */
export const TURNS: readonly Turn[] = ['rest', 'packed-refs', 'objects'];

/** The turn of a name in a git folder (pure). */
export function turnOf(base: Bytes): Turn {
  return base === 'packed-refs' || base === 'objects' ? base : 'rest';
}
