import { ACTIVITY_CHARS, type ActivityEntry } from '../../contract/activity.ts';
import type { ContainerName } from '../../contract/ids.ts';
import type { Context } from '../context.ts';
import { endedActivity, newsOf, reportedActivity, type RunEnd } from './activity-rules.ts';
import { getMember } from './lifecycle.ts';
import { readReports } from './reports.ts';

/** A day of an agent that works, and of its log all that Docker keeps. */
const LINES = 5_000;
const MOST = 1_000;

/** What has happened in a container, from its log and from Docker; the newest first. CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS. */
export async function listActivity(context: Context, { name }: { name: ContainerName }): Promise<ActivityEntry[]> {
  const { row } = await getMember(context, name);
  const [lines, end] = await Promise.all([context.docker.lastLines(row.Id, LINES), endOf(context, row.Id)]);
  const { reports } = readReports(newsOf(lines), context.now());
  const ended = end === undefined ? [] : [endedActivity(end)];
  const all = [...reportedActivity(reports), ...ended];
  // Those of one moment stay in the order in which they were told.
  return all
    .map((entry) => ({ ...entry, text: entry.text.slice(0, ACTIVITY_CHARS) }))
    .sort((a, b) => a.at.localeCompare(b.at))
    .reverse()
    .slice(0, MOST);
}

async function endOf({ docker }: Context, id: string): Promise<RunEnd | undefined> {
  const { State } = await docker.inspect(id);
  const at = Date.parse(State.FinishedAt);
  if (State.Running || Number.isNaN(at) || at <= 0) return undefined;
  return { at: new Date(at).toISOString(), exitCode: State.ExitCode, outOfMemory: State.OOMKilled };
}
