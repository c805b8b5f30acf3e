import type { Container } from '../../../contract/containers.ts';
import type { FeatureStatus } from '../../../contract/features.ts';

/** What is seen of the agent of a feature. */
export type Seen =
  /** It calls its work finished, in these words, and has commits of its own up to `head`. */
  | { readonly kind: 'handed-in'; readonly head: string; readonly words: string }
  /** It waits for an answer, since then. */
  | { readonly kind: 'asks'; readonly at: string }
  | { readonly kind: 'works' }
  /** Its user's share is used up: until then, where that is known. */
  | { readonly kind: 'limited'; readonly until: string | null }
  /** Nobody works there any more, and nothing says that the work is finished. */
  | { readonly kind: 'ended'; readonly why: string };

/** What the container itself says of an agent that waits without having ended its turn: no words of the agent. */
const ONLY_WAITS = /^(Interrupted|Resumed): it waits for what to do next\.$/;

/** What a container shows of the agent of its feature (pure); undefined: nothing that decides anything. */
export function seenOf(container: Container): Seen | undefined {
  const { docker, state, attention, agentProcess } = container;
  if (docker !== 'running') return undefined;
  if (agentProcess?.state === 'exited') return seenEnded(container, agentProcess.exitCode);
  if (state === 'needs-you' && attention !== null) return { kind: 'asks', at: attention.at };
  if (state === 'limit') return { kind: 'limited', until: container.limitUntil };
  if (attention?.kind === 'finished') return ONLY_WAITS.test(attention.text ?? '') ? undefined : handedIn(container);
  return state === 'running' || state === 'quiet' ? { kind: 'works' } : undefined;
}

/** One that ends without a fault, with commits, has done what it was to do; a person may have left one without. */
function seenEnded(container: Container, exitCode: number): Seen | undefined {
  if (exitCode === 0) return handedIn(container);
  return { kind: 'ended', why: `Its agent ended with exit code ${exitCode}.` };
}

function handedIn({ attention, git, baseCommit }: Container): Seen | undefined {
  const head = git?.head;
  const hasWork = (git?.sinceBase ?? 0) > 0 && head !== undefined && head !== baseCommit;
  const words = attention?.kind === 'finished' ? (attention.text ?? '') : '';
  return hasWork ? { kind: 'handed-in', head, words } : undefined;
}

/** The states between two of them: the older tool knows no shorter way. */
const BETWEEN: Readonly<Record<string, readonly FeatureStatus[]>> = {
  'in-progress blocked': ['review'],
  'in-progress pending': ['review'],
  'blocked in-progress': ['pending'],
  'blocked review': ['pending', 'in-progress'],
  'review in-progress': ['pending'],
};

/** What a feature is on its way from one state to another. */
export function between(from: FeatureStatus, to: FeatureStatus): readonly FeatureStatus[] | undefined {
  return BETWEEN[`${from} ${to}`];
}
