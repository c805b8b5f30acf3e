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
  const key = createHash('sha256').update(`${project.root}\0${mission}\0${feature}`).digest('hex').slice(0, 32);
  return withLock({ folder: paths.locks, name: `launch-${key}`, waitMs, signal }, work);
}
