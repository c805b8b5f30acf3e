import type { Container } from '../../../contract/containers.ts';
import type { FeatureRef } from '../../../contract/launches.ts';

/** Work on a feature that its agent calls finished. */
export interface HandedIn {
  readonly feature: FeatureRef;
  /** Its last commit. */
  readonly head: string;
}

/** What the container itself says of an agent that waits without having ended its turn: no words of the agent. */
const ONLY_WAITS = /^(Interrupted|Resumed): it waits for what to do next\.$/;

/** What a container hands in: its agent ended its turn by itself, and has commits of its own. */
export function handedIn({ feature, attention, git, baseCommit }: Container): HandedIn | undefined {
  if (feature === undefined || attention?.kind !== 'finished' || git?.head == null) return undefined;
  if (ONLY_WAITS.test(attention.text ?? '')) return undefined;
  const hasWork = (git.sinceBase ?? 0) > 0 && git.head !== baseCommit;
  return hasWork ? { feature, head: git.head } : undefined;
}
