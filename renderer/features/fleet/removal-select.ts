import type { Container } from '../../../electron/contract/containers.ts';
import { count } from '../../ui/format.ts';

/** What would be gone with these containers, one sentence a thing. */
export function consequences(containers: readonly Container[]): string[] {
  const known = containers.flatMap(({ git }) => (git === null ? [] : [git]));
  const commits = known.reduce((sum, git) => sum + (git.sinceBase ?? 0), 0);
  const files = known.reduce((sum, git) => sum + git.changed, 0);
  const running = containers.filter(({ docker }) => docker === 'running').length;
  const unknown = containers.filter(({ git, state }) => git === null && state !== 'incomplete').length;
  return [
    ...(running > 0
      ? [`${count(running, 'agent')} ${running === 1 ? 'is' : 'are'} still running and will be stopped.`]
      : []),
    ...(commits > 0
      ? [`${count(commits, 'commit')} since the base ${commits === 1 ? 'exists' : 'exist'} only there unless pushed.`]
      : []),
    ...(files > 0 ? [`${count(files, 'changed file')} ${files === 1 ? 'is' : 'are'} not committed.`] : []),
    ...(unknown > 0
      ? [`What ${unknown === 1 ? 'one of them holds' : `${unknown} of them hold`} is not known: not reported yet.`]
      : []),
    ...(commits + files + unknown === 0 ? ['No commits since the base and no changed files.'] : []),
  ];
}
