import { createHash } from 'node:crypto';
import type { Context } from '../../context.ts';
import { withLock } from '../../disk/lock.ts';
import type { Project } from '../records/project.ts';

interface LaunchLock {
  readonly context: Pick<Context, 'paths' | 'closing'>;
  readonly project: Pick<Project, 'root'>;
  readonly mission: string;
  readonly feature: string;
  readonly waitMs: number;
}

/** One launch of a feature at a time, whichever process of this user it is. LOCK_HELD after the wait. */
export function withLaunchLock<Result>(
  { context, project, mission, feature, waitMs }: LaunchLock,
  work: () => Promise<Result>,
): Promise<Result> {
  const { paths, closing: signal } = context;
  const name = lockName('launch', [project.root, mission, feature]);
  return withLock({ folder: paths.locks, name, waitMs, signal }, work);
}

/** The name of a lock on something of a project, among all of this user’s. */
export function lockName(kind: string, of: readonly string[]): string {
  return `${kind}-${createHash('sha256').update(of.join('\0')).digest('hex').slice(0, 32)}`;
}
