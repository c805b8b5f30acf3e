import { findCheckout } from '../../git/head.ts';
import { eachHandoff } from '../handoffs/store.ts';
import { type ConfigSource, configSource as findConfigSource } from '../config/config-source.ts';
import { present } from '../../../contract/present.ts';
import type { Project } from '../records/project.ts';
import { type LinkedWorktree, linkedWorktree } from '../records/worktree.ts';

export interface Status {
  readonly initialized: boolean;
  readonly configSource: ConfigSource;
  readonly pendingHandoffs: readonly { readonly id: string; readonly agent: string; readonly createdAt: string }[];
  /** Always false: a tool of the older version that no longer exists. Readers of the JSON expect the key. */
  readonly cassAvailable: false;
  readonly gitAvailable: boolean;
  /** In a linked worktree: what it was linked to, and whether it uses the state of that. */
  readonly worktree?: LinkedWorktree;
}

/** What a project is at: its configuration, and the handoffs that wait. */
export function readStatus(project: Project): Status {
  const { initialized, configSource, gitAvailable } = readSetup(project);
  const pendingHandoffs = Array.from(eachHandoff(project, 'pending'), ({ id, agent, timestamp }) => ({
    id,
    agent,
    createdAt: timestamp,
  }));
  return {
    initialized,
    configSource,
    pendingHandoffs,
    cassAvailable: false,
    gitAvailable,
    ...present({ worktree: linkedWorktree(project.cwd) }),
  };
}

/** The part that costs nothing: which configuration there is, and whether there is a repository. */
export function readSetup(project: Project): Pick<Status, 'initialized' | 'configSource' | 'gitAvailable'> {
  const source = findConfigSource(project);
  return {
    initialized: source !== 'none',
    configSource: source,
    gitAvailable: findCheckout(project.cwd) !== undefined,
  };
}
