import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { parseJson } from '../../contract/json.ts';

/**
 * Options that confine an agent's system calls to Maestro's own profile, `docker/seccomp.json`. None where the engine
 * has no seccomp at all, which the doctor tells.
 */
export async function seccompOptions({ docker, paths }: Pick<Context, 'docker' | 'paths'>): Promise<string[]> {
  if (!hasSeccomp(await docker.info())) return [];
  const { syscalls, ...profile } = Profile.parse(parseJson(await readFile(join(paths.docker, 'seccomp.json'), 'utf8')));
  const rules = syscalls.map((rule) => ({ ...rule, names: rule.names.flatMap((line) => line.split(' ')) }));
  return [`seccomp=${JSON.stringify({ ...profile, syscalls: rules })}`];
}

/** The engine's own form, but for the names of calls: several stand in a line. */
const Profile = z.looseObject({ syscalls: z.array(z.looseObject({ names: z.array(z.string()) })) });

/** Whether an engine can confine system calls (pure). */
export function hasSeccomp({ SecurityOptions }: { SecurityOptions: readonly string[] | null }): boolean {
  return (SecurityOptions ?? []).some((option) => option.split(',').includes('name=seccomp'));
}
