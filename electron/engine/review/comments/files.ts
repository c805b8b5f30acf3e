import type { Anchor, Comment } from '../../../contract/comments.ts';
import type { Quarantine } from '../quarantine.ts';
import { type LineChange, readLineChanges } from './rules.ts';

/** A comparison of two commits. */
export type Onto = Pick<Anchor, 'base' | 'head'>;

/** The contents of a file at two moments, by git’s ids; null where it is not there, or not known. */
interface Pair {
  readonly before: string | null;
  readonly now: string | null;
}

interface At {
  readonly commit: string | null;
  readonly path: string;
}

const SAFE_DIFF = ['--no-color', '--no-ext-diff', '--no-textconv'];

/** The files that comments are about, when they were made and now. What was asked once is known. */
export class Files {
  readonly #git: Quarantine['git'];
  readonly #now: Onto;
  readonly #ids: ReadonlyMap<string, string>;
  /** New paths of files that are not where they were, by commit and path. */
  readonly #renamed: ReadonlyMap<string, string>;
  readonly #printed = new Map<string, Promise<string>>();

  private constructor(git: Quarantine['git'], now: Onto, known: Pick<Known, 'ids' | 'renamed'>) {
    this.#git = git;
    this.#now = now;
    this.#ids = known.ids;
    this.#renamed = known.renamed;
  }

  /** Asks git for all of them at once. GIT_FAILED. */
  static async read({ git }: Quarantine, comments: readonly Comment[], now: Onto): Promise<Files> {
    const wanted = comments.flatMap((comment) => [...headPair(comment, now), ...basePair(comment, now)]);
    const ids = await idsOf(git, wanted);
    const renamed = await renamesOf(
      git,
      now.head,
      comments.filter((comment) => headPair(comment, now).some((at) => !ids.has(keyOf(at)))),
    );
    const found = await idsOf(
      git,
      [...renamed.values()].map((path) => ({ commit: now.head, path })),
    );
    return new Files(git, now, { ids: new Map([...ids, ...found]), renamed });
  }

  /** The path that a comment’s file has now. */
  pathNow({ spot, anchor }: Comment): string {
    return this.#renamed.get(keyOf({ commit: anchor.head, path: spot.path })) ?? spot.path;
  }

  /** The file on the side that a comment is about. */
  sideOf(comment: Comment): Pair {
    if (comment.spot.side === 'new') return this.headOf(comment);
    const [before, now] = basePair(comment, this.#now);
    return { before: this.#idOf(before), now: this.#idOf(now) };
  }

  /** The file as the work has it. */
  headOf(comment: Comment): Pair {
    const [before] = headPair(comment, this.#now);
    return { before: this.#idOf(before), now: this.#idOf({ commit: this.#now.head, path: this.pathNow(comment) }) };
  }

  /** How two contents differ, line by line. GIT_FAILED. */
  async changes(before: string, now: string): Promise<LineChange[] | null> {
    const patch = await this.#diff(before, now, '--unified=0');
    return patch.includes('\n@@ ') ? readLineChanges(patch) : null;
  }

  /** The same with lines around. GIT_FAILED. */
  patch(before: string, now: string): Promise<string> {
    return this.#diff(before, now, '--unified=3');
  }

  #diff(before: string, now: string, unified: string): Promise<string> {
    const key = `${before} ${now} ${unified}`;
    const args = ['diff', ...SAFE_DIFF, unified, '--inter-hunk-context=0', before, now];
    const printed = this.#printed.get(key) ?? this.#git(args).then(({ stdout }) => stdout);
    this.#printed.set(key, printed);
    return printed;
  }

  #idOf(at: At | undefined): string | null {
    return at === undefined ? null : (this.#ids.get(keyOf(at)) ?? null);
  }
}

interface Known {
  readonly ids: ReadonlyMap<string, string>;
  readonly renamed: ReadonlyMap<string, string>;
}

function headPair({ spot, anchor }: Comment, now: Onto): [At, At] {
  return [
    { commit: anchor.head, path: spot.path },
    { commit: now.head, path: spot.path },
  ];
}

function basePair({ spot, anchor }: Comment, now: Onto): [At, At] {
  const path = anchor.was ?? spot.path;
  return [
    { commit: anchor.base, path },
    { commit: now.base, path },
  ];
}

function keyOf({ commit, path }: At): string {
  return `${commit ?? ''}:${path}`;
}

/** git reads a line each, and takes a dot in front for a place of its own: no tree has a name that begins like that. */
async function idsOf(git: Quarantine['git'], wanted: readonly At[]): Promise<Map<string, string>> {
  const keys = [
    ...new Set(wanted.filter(({ commit, path }) => commit !== null && !/\n|^\.{1,2}\//.test(path)).map(keyOf)),
  ];
  if (keys.length === 0) return new Map();
  const { stdout } = await git(['cat-file', '--batch-check=%(objectname) %(objecttype)'], {
    input: `${keys.join('\n')}\n`,
  });
  const lines = stdout.split('\n');
  return new Map(
    keys.flatMap((key, index) => {
      const [oid = '', type] = (lines[index] ?? '').split(' ');
      return type === 'blob' && /^[0-9a-f]+$/.test(oid) ? [[key, oid] as const] : [];
    }),
  );
}

/** Where files went that are not there any more under their names. */
async function renamesOf(
  git: Quarantine['git'],
  head: string,
  comments: readonly Comment[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const commit of new Set(comments.map(({ anchor }) => anchor.head))) {
    const args = ['diff', ...SAFE_DIFF, '--raw', '-z', '-M', '--diff-filter=R', commit, head];
    const { code, stdout } = await git(args, { fine: [128] });
    const fields = code === 0 ? stdout.split('\0') : [];
    for (let at = 0; at + 2 < fields.length; at += 3)
      found.set(keyOf({ commit, path: fields[at + 1] ?? '' }), fields[at + 2] ?? '');
  }
  return found;
}
