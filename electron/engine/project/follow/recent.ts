import { join } from 'node:path';
import { z } from 'zod';
import { HostPath } from '../../../contract/ids.ts';
import type { Context } from '../../context.ts';
import { editRecord } from '../../disk/edit.ts';
import { readRecord } from '../../disk/read.ts';

/** `~/.maestro/ours/projects.json`: the projects that are open in Missions, last opened first. */
const OpenFile = z.looseObject({ projects: z.array(z.looseObject({ path: HostPath, openedAt: z.string() })) });

const MOST = 50;

/** Roots of the projects that this user has open, last opened first. FILE_DAMAGED. */
export function readRecent(context: Pick<Context, 'paths'>): string[] {
  const file = readRecord(pathOf(context), OpenFile);
  return file?.projects.map(({ path }) => path) ?? [];
}

/** Puts a project at the head of the list. FILE_DAMAGED, LOCK_HELD. */
export async function rememberOpen(context: Pick<Context, 'paths' | 'now'>, path: string): Promise<void> {
  await edit(context, (known) => [
    { path, openedAt: context.now().toISOString() },
    ...known.filter((other) => other.path !== path),
  ]);
}

/** Takes a project off the list. FILE_DAMAGED, LOCK_HELD. */
export async function forgetOpen(context: Pick<Context, 'paths'>, path: string): Promise<void> {
  await edit(context, (known) => known.filter((other) => other.path !== path));
}

type Known = z.infer<typeof OpenFile>['projects'];

async function edit(context: Pick<Context, 'paths'>, next: (known: Known) => Known): Promise<void> {
  const lock = { folder: context.paths.locks, name: 'open-projects' };
  await editRecord({ path: pathOf(context), schema: OpenFile, lock }, (file = { projects: [] }) => ({
    ...file,
    projects: next(file.projects).slice(0, MOST),
  }));
}

function pathOf({ paths }: Pick<Context, 'paths'>): string {
  return join(paths.home, 'ours', 'projects.json');
}
