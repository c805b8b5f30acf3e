import type { ContainerName } from '../../contract/ids.ts';
import type { Context } from '../context.ts';
import { keep } from './kept.ts';

const KEPT_CHARS = 1000;

/** Keeps the first 1,000 characters of a container's task. DISK_FULL, FILE_UNREADABLE. */
export function keepTask(context: Context, name: ContainerName, task: string): Promise<void> {
  return keep(context, name, { what: 'task', text: task.slice(0, KEPT_CHARS).replace(/[\uD800-\uDBFF]$/, '') });
}
