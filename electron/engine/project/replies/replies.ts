import { join } from 'node:path';
import { stringify } from 'yaml';
import { FEATURE_ID } from '../../../contract/missions.ts';
import { NewReply, Reply } from '../../../contract/replies.ts';
import { present } from '../../../contract/present.ts';
import { parseYaml } from '../../disk/yaml.ts';
import { checked, fail, MaestroError } from '../../errors.ts';
import { compareText } from '../records/order-rules.ts';
import { keepUnreadable } from '../records/keep-copy.ts';
import { exists, type Project } from '../records/project.ts';
import { damaged, fit, readText } from '../../disk/read.ts';
import { listNames, reportDamage, writeText } from '../records/records.ts';
import { folders, missionNotFound, missionTree } from '../records/tree.ts';

/** Keeps a worker's answer, also about a feature that is damaged. MISSION_NOT_FOUND, FEATURE_NOT_FOUND; INPUT_INVALID for ids that are none. */
export async function writeReply(project: Project, given: NewReply): Promise<Reply> {
  const input = checked(NewReply, given);
  const tree = missionTree(project, input.mission);
  if (!exists(tree.record)) throw missionNotFound(input.mission);
  if (!exists(tree.feature(input.feature)))
    throw fail('FEATURE_NOT_FOUND', `Mission ${input.mission} has no feature ${input.feature}.`);
  const reply: Reply = {
    missionId: input.mission,
    featureId: input.feature,
    outcome: input.outcome,
    ...present({ report: input.report, notes: input.notes }),
    writtenAt: project.now().toISOString(),
    writtenBy: input.writtenBy,
    ...present({ source: input.source }),
  };
  const path = replyPath(project, input.mission, input.feature);
  keepUnreadable(project, path, () => readReply(path));
  await writeText(project, path, stringify(reply));
  return reply;
}

export interface StoredReply {
  readonly reply: Reply;
  /** Whether its outcome was taken over into the feature. */
  readonly ingested: boolean;
}

/** All readable replies, newest first. */
export function listReplies(project: Project, mission?: string): StoredReply[] {
  const missions = listNames(project, folders.replies(project)).filter((name) => FEATURE_ID.test(name));
  return missions
    .filter((name) => mission === undefined || name === mission)
    .flatMap((name) => repliesOf(project, name))
    .sort((left, right) => compareText(right.reply.writtenAt, left.reply.writtenAt));
}

function repliesOf(project: Project, mission: string): StoredReply[] {
  const folder = join(folders.replies(project), mission);
  return listNames(project, folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => {
      const path = join(folder, name);
      try {
        const reply = readReply(path);
        return reply === undefined ? [] : [{ reply, ingested: exists(ingestedPath(path)) }];
      } catch (error) {
        reportDamage(
          project,
          path,
          error instanceof MaestroError ? error : damaged(path, error instanceof Error ? error.message : String(error)),
        );
        return [];
      }
    });
}

function readReply(path: string): Reply | undefined {
  const text = readText(path);
  return text === undefined ? undefined : fit(path, parseYaml(text), Reply);
}

/** Where a worker’s reply about a feature is put. */
export function replyPath(project: Project, mission: string, feature: string): string {
  return join(folders.replies(project), mission, `${feature}.yaml`);
}

/** The name that a reply gets once it was taken in. */
export function ingestedPath(path: string): string {
  return path.replace(/\.yaml$/, '.ingested');
}
