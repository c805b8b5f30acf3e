import { type GitFacts, gitSigns } from '../../../electron/contract/reports.ts';
import { count, sentence } from '../../ui/format.ts';

/** Git facts as short signs, `clean` where there is nothing to sign. Null when nothing is known. */
export function gitText(git: GitFacts | null): string | null {
  return git === null ? null : gitSigns(git) || 'clean';
}

/** The same in words. */
export function gitWords(git: GitFacts | null): string {
  if (git === null) return 'Not reported yet';
  const { stashes = 0 } = git;
  return sentence([
    git.changed === 0 ? 'no changed files' : count(git.changed, 'changed file'),
    ...(git.ahead === null ? [] : [`${git.ahead} ahead`]),
    ...(git.behind === null ? [] : [`${git.behind} behind`]),
    ...(git.sinceBase === null ? [] : [`${count(git.sinceBase, 'commit')} since base`]),
    ...(stashes === 0 ? [] : [stashes === 1 ? '1 stash' : `${stashes} stashes`]),
  ]);
}
