import { Limits } from '../../contract/limits.ts';
import type { ContainerName } from '../../contract/ids.ts';
import { parseJson } from '../../contract/json.ts';
import type { Context } from '../context.ts';
import { problemOf } from '../errors.ts';
import { findKept, keep } from './kept.ts';

/** Keeps limits that a container did not have when it was made: labels tell only those. DISK_FULL, FILE_UNREADABLE. */
export function keepLimits(context: Context, name: ContainerName, limits: Limits): Promise<void> {
  return keep(context, name, { what: 'limits', text: JSON.stringify(limits) });
}

/** Limits that were changed; undefined where none were, or they cannot be read. */
export function findLimits(context: Context, name: ContainerName): Limits | undefined {
  const text = findKept(context, name, 'limits');
  if (text === undefined) return undefined;
  try {
    return Limits.parse(parseJson(text));
  } catch (error) {
    context.log.warn({ container: name, problem: problemOf(error) }, 'its changed limits cannot be read');
    return undefined;
  }
}
