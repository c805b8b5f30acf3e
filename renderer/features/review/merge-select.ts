import type { Problem } from '../../../electron/contract/errors.ts';
import type { MergeWay } from '../../../electron/contract/review.ts';

/** The ways to merge, in the order of choice. */
export const WAYS: readonly { readonly value: MergeWay; readonly word: string }[] = [
  { value: 'merge', word: 'Merge commit' },
  { value: 'rebase', word: 'Rebase' },
  { value: 'squash', word: 'Squash' },
  { value: 'ff-only', word: 'Fast-forward only' },
];

/** What each way does, as a sentence about the branch that it goes into. */
export const WAY_WORDS: Readonly<Record<MergeWay, (into: string) => string>> = {
  merge: (into) => `Its commits stay as they are, and a merge commit joins them to ${into}.`,
  rebase: (into) => `Its commits are written anew on top of ${into}.`,
  squash: (into) => `All of it becomes one commit on ${into}.`,
  'ff-only': (into) => `${into} moves forward to its commits, and nothing is done where it has commits of its own.`,
};

/** Why a merge was not done: what it names, and what can be done about it. */
export interface Refusal {
  /** Files that stand in the way. */
  readonly files: readonly string[];
  readonly next: readonly string[];
  /** What a button can do about it. */
  readonly help: 'tell-agent' | 'look-again' | null;
}

/** Reads what the engine refuses a merge with (pure). The words are those of the page: the engine's name commands. */
export function refusalOf({ code, hints, detail }: Problem, into: string): Refusal {
  const files = (detail ?? '').split('\n').filter((line) => line !== '');
  if (code === 'MERGE_CONFLICT')
    return {
      files,
      next: [`Its agent can be given ${into} and told to resolve this, or you fetch its commits and do it by hand.`],
      help: 'tell-agent',
    };
  if (code === 'CHECKOUT_CHANGED')
    return { files, next: [`Commit or stash this first, or merge into another branch than ${into}.`], help: null };
  if (code === 'REVIEW_MOVED') return { files: [], next: ['Look at what came, then merge again.'], help: 'look-again' };
  return { files: code === 'CHECKOUT_FILTERED' ? files : [], next: hints, help: null };
}
