import type { AgentKind } from '../../../../electron/contract/agents.ts';
import type { Feature } from '../../../../electron/contract/features.ts';

const AGENTS = ['claude', 'codex', 'gemini', 'opencode', 'droid'] as const satisfies readonly AgentKind[];

/** What a feature says about its container: its worker, where that is an agent of ours, and a branch of its name. */
export function launchChoice({ id, workerType }: Pick<Feature, 'id' | 'workerType'>): {
  readonly agent?: AgentKind;
  readonly branch: string;
} {
  const agent = AGENTS.find((kind) => workerType.toLowerCase().startsWith(kind));
  return { branch: `feat/${id.toLowerCase()}`, ...(agent === undefined ? {} : { agent }) };
}
