import type { GitFacts } from '../../../electron/contract/reports.ts';
import { count, sentence } from '../../ui/format.ts';

/** Git facts as short signs: `Δ5 ↑2 ↓1 +3`. Null when nothing is known. */
export function gitSigns(git: GitFacts | null): string | null {
  if (git === null) return null;
  const signs = [
    sign('Δ', git.changed),
    sign('↑', git.ahead ?? 0),
    sign('↓', git.behind ?? 0),
    sign('+', git.sinceBase ?? 0),
  ].filter((part) => part !== '');
  return signs.length === 0 ? 'clean' : signs.join(' ');
}

/** The same in words. */
export function gitWords(git: GitFacts | null): string {
  if (git === null) return 'Not reported yet';
  return sentence([
    git.changed === 0 ? 'no changed files' : count(git.changed, 'changed file'),
    ...(git.ahead === null ? [] : [`${git.ahead} ahead`]),
    ...(git.behind === null ? [] : [`${git.behind} behind`]),
    ...(git.sinceBase === null ? [] : [`${count(git.sinceBase, 'commit')} since base`]),
  ]);
}

function sign(mark: string, number: number): string {
  return number === 0 ? '' : `${mark}${number}`;
}
