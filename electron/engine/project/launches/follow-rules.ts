import type { Container } from '../../../contract/containers.ts';
import type { FeatureRef } from '../../../contract/launches.ts';

/** Work on a feature that its agent calls finished. */
export interface HandedIn {
  readonly feature: FeatureRef;
  /** Its last commit. */
  readonly head: string;
}

/** What a container hands in: its agent ended its turn, and has commits of its own. */
export function handedIn({ feature, state, git, baseCommit }: Container): HandedIn | undefined {
  if (feature === undefined || state !== 'finished' || git?.head == null) return undefined;
  const hasWork = (git.sinceBase ?? 0) > 0 && git.head !== baseCommit;
  return hasWork ? { feature, head: git.head } : undefined;
}
