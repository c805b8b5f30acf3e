import type { FeatureStatus } from '../../../contract/features.ts';
import type { Reply } from '../../../contract/replies.ts';
import { present } from '../../../contract/present.ts';
import { isSettled } from '../missions/assertions/rules.ts';
import { canMoveFeature } from '../missions/features/status-rules.ts';
import { updateFeature } from '../missions/features/update.ts';
import { refToken } from '../records/token-rules.ts';
import { listAssertions, getFeature } from '../missions/mission/store.ts';
import { appendOutcomes, listOutcomes } from '../principles/store.ts';
import { MaestroError } from '../../errors.ts';
import type { Project } from '../records/project.ts';
import { writeText } from '../records/records.ts';
import { ingestedPath, listReplies, replyPath } from './replies.ts';

export interface Ingested {
  readonly reply: Reply;
  readonly from?: FeatureStatus;
  readonly to?: FeatureStatus;
  /** Why nothing moved. The reply stays open. */
  readonly skipped?: string;
}

/** Takes over every open reply into its feature. A reply whose move is impossible stays open and is told. */
export async function ingestReplies(project: Project, mission?: string): Promise<Ingested[]> {
  const open = listReplies(project, mission).filter(({ ingested }) => !ingested);
  const results: Ingested[] = [];
  for (const { reply } of open) results.push(await ingest(project, reply));
  return results;
}

async function ingest(project: Project, reply: Reply): Promise<Ingested> {
  try {
    const feature = getFeature(project, reply.missionId, reply.featureId);
    const { to, helpful } = targetOf(project, reply, feature.status);
    if (!canMoveFeature(feature.status, to)) {
      return { reply, skipped: `${feature.id} is ${feature.status} and cannot become ${to}.` };
    }
    await updateFeature(project, { mission: reply.missionId, feature: feature.id, status: to, ...report(reply) });
    await settlePrinciples(project, reply, helpful);
    const path = ingestedPath(replyPath(project, reply.missionId, reply.featureId));
    await writeText(project, path, `${project.now().toISOString()}\n`);
    return { reply, from: feature.status, to };
  } catch (error) {
    if (!(error instanceof MaestroError)) throw error;
    return { reply, skipped: error.message };
  }
}

function report({ report: given, notes }: Reply) {
  return {
    ...present({ report: given, retryReason: notes }),
  };
}

/** Completed counts only for reviewed work whose assertions are settled; else it goes back. */
function targetOf(project: Project, reply: Reply, status: FeatureStatus): { to: FeatureStatus; helpful: boolean } {
  if (reply.outcome === 'abandoned') return { to: 'blocked', helpful: false };
  const { assertions } = listAssertions(project, reply.missionId);
  const own = assertions.filter((assertion) => assertion.featureId === reply.featureId);
  const proven = own.every(isSettled) && (status === 'review' || status === 'done');
  return reply.outcome === 'completed' && proven ? { to: 'done', helpful: true } : { to: 'pending', helpful: false };
}

const HANDOFFS = 25;

async function settlePrinciples(project: Project, reply: Reply, helpful: boolean): Promise<void> {
  const latest = new Map(listOutcomes(project).map((row) => [`${row.principleId}\n${row.handoffId}`, row]));
  const own = [...latest.values()].filter(
    (row) =>
      row.outcome === 'pending' &&
      refToken(row.featureId ?? '') === refToken(reply.featureId) &&
      refToken(row.missionId ?? '') === refToken(reply.missionId),
  );
  const recent = new Set([...new Set(own.map((row) => row.handoffId))].sort().slice(-HANDOFFS));
  await appendOutcomes(
    project,
    own
      .filter((row) => recent.has(row.handoffId))
      .map((row) => ({
        ...row,
        missionId: reply.missionId,
        outcome: helpful ? 'helpful' : 'unhelpful',
        recordedAt: project.now().toISOString(),
      })),
  );
}
