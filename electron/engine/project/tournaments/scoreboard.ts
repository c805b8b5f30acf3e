import type { Container } from '../../../contract/containers.ts';
import type { FeatureRef } from '../../../contract/launches.ts';
import { present } from '../../../contract/present.ts';
import type { ProofStanding, TestCount } from '../../../contract/proofs.ts';
import type { Score, Scoreboard } from '../../../contract/tournaments.ts';
import { readConfig } from '../../config/config.ts';
import { shortName } from '../../containers/describe.ts';
import type { Context } from '../../context.ts';
import { fail, problemOf } from '../../errors.ts';
import { checksOf } from '../missions/assertions/checks.ts';
import { getFeature, listAssertions } from '../missions/mission/store.ts';
import { runChecks } from '../proofs/prove.ts';
import { listStandings } from '../proofs/standings.ts';
import type { Project } from '../records/project.ts';
import { type Means, MEANS } from './means.ts';
import { launchesOf } from '../launches/store.ts';
import { byEvidence, copiesOf, type Made } from '../launches/tournament-rules.ts';

interface Scoring extends FeatureRef {
  readonly means?: Means;
}

/**
 * Compares the works of a feature's copies by what Maestro saw itself. What cannot be seen of one now is said, and keeps no
 * other from being compared. TOURNAMENT_NONE, FEATURE_NOT_FOUND, FILE_DAMAGED, GIT_FAILED, DOCKER_UNREACHABLE.
 */
export async function scoreboardOf(
  context: Context,
  project: Project,
  { mission, feature, means = MEANS }: Scoring,
): Promise<Scoreboard> {
  const copies = competing(project, { mission, feature });
  const checks = checksFor(project, { mission, feature });
  const containers = await means.list(context);
  const scores = await Promise.all(
    copies.map(async (copy) => {
      const all = await listStandings(context, project, { mission, containers, copy: copy.container });
      const standings = all.filter(({ assertion }) => checks.includes(assertion));
      return scoreOf(context, copy, {
        means,
        standings,
        container: containers.find(({ name }) => name === copy.container),
      });
    }),
  );
  const [{ tournament } = {}] = copies;
  if (tournament === undefined) throw none(feature);
  return { mission, feature, tournament, checks: checks.length, scores: scores.sort(byEvidence) };
}

/** Runs the feature's checks on each copy that has commits that they have not told of yet, one copy after the other. CHECK_NONE, CANCELLED. */
export async function proveCopies(
  context: Context,
  project: Project,
  { mission, feature, means = MEANS, signal }: Scoring & { readonly signal?: AbortSignal },
): Promise<Scoreboard> {
  const assertions = checksFor(project, { mission, feature });
  if (assertions.length === 0)
    throw fail('CHECK_NONE', `No assertion of ${feature} has a check that could be run on its copies.`);
  const containers = await means.list(context);
  const works = await means.works(context, { project, copies: competing(project, { mission, feature }) });
  for (const { container: copy } of works) {
    const standings = await listStandings(context, project, { mission, containers, copy });
    const open = assertions.filter((id) => isOpen(standings.find(({ assertion }) => assertion === id)));
    if (open.length === 0) continue;
    const input = { mission, assertions: open, copy, acceptChanges: false };
    await runChecks(context, project, { input, ...means.proving, ...present({ signal }) });
  }
  return scoreboardOf(context, project, { mission, feature, means });
}

/** Nothing tells of the work as it is now. */
function isOpen(standing: ProofStanding | undefined): boolean {
  return standing === undefined || ['none', 'stale', 'foreign'].includes(standing.state);
}

/** The copies of a feature that compete. TOURNAMENT_NONE, FEATURE_NOT_FOUND. */
export function competing(project: Project, { mission, feature }: FeatureRef): readonly Made[] {
  getFeature(project, mission, feature);
  const copies = copiesOf(launchesOf(project, mission, feature));
  if (copies.length === 0) throw none(feature);
  return copies;
}

function none(feature: string): Error {
  return fail('TOURNAMENT_NONE', `No copies of ${feature} compete.`);
}

function checksFor(project: Project, { mission, feature }: FeatureRef): string[] {
  const checks = checksOf(project, mission);
  return listAssertions(project, mission)
    .assertions.filter(({ id, featureId }) => featureId === feature && checks.has(id))
    .map(({ id }) => id);
}

interface Seen {
  readonly means: Means;
  readonly standings: readonly ProofStanding[];
  /** Undefined: it is gone. */
  readonly container: Container | undefined;
}

async function scoreOf(context: Context, copy: Made, { means, standings, container }: Seen): Promise<Score> {
  const name = copy.container;
  const unseen: string[] = [];
  const seen = async <Value>(what: string, read: () => Promise<Value>): Promise<Value | null> => {
    if (container === undefined) return null;
    try {
      return await read();
    } catch (error) {
      unseen.push(`${what}: ${problemOf(error).sentence}`);
      return null;
    }
  };
  const [review, comments, usage] = await Promise.all([
    seen('Its changes', () => means.look(context, name)),
    seen('Its comments', () => means.comments(context, name)),
    seen('What it cost', () => means.usage(context, name)),
  ]);
  return {
    container: name,
    shortName: container?.shortName ?? shortName(name, readConfig(context).prefix),
    ...{ agent: copy.agent, model: container?.model ?? null, branch: copy.branch },
    ...{ state: container?.state ?? null, handedIn: copy.handedIn !== undefined, ended: copy.ended ?? null },
    ...{ proofs: proofsOf(standings), tests: testsOf(standings) },
    diff: review === null ? null : diffOf(review),
    comments: comments?.filter(({ state }) => state !== 'resolved').length ?? null,
    seconds: secondsOf(copy, container, context.now()),
    usd: usage?.usd ?? null,
    unseen: container === undefined ? ['Its container is gone.'] : unseen,
  };
}

function proofsOf(standings: readonly ProofStanding[]): Score['proofs'] {
  const of = (...states: ProofStanding['state'][]): number =>
    standings.filter(({ state }) => states.includes(state)).length;
  return {
    passed: of('passed'),
    failed: of('failed'),
    unproven: of('unproven'),
    open: of('none', 'stale', 'foreign'),
  };
}

type Looked = Awaited<ReturnType<Means['look']>>;

/** Of runs that tell of the work as it is now. */
function testsOf(standings: readonly ProofStanding[]): Score['tests'] {
  const counts = standings.flatMap((standing) => (isOpen(standing) ? [] : (standing.proof?.tests ?? [])));
  if (counts.length === 0) return null;
  const sum = (of: (count: TestCount) => number): number => counts.reduce((all, count) => all + of(count), 0);
  return { passed: sum((one) => one.passed), failed: sum((one) => one.failed), skipped: sum((one) => one.skipped) };
}

function diffOf({ commits, files, uncommitted, risks }: Looked): NonNullable<Score['diff']> {
  return {
    commits: commits.length,
    files: files.length,
    added: files.reduce((sum, file) => sum + (file.added ?? 0), 0),
    removed: files.reduce((sum, file) => sum + (file.removed ?? 0), 0),
    ...{ uncommitted, risks: risks.length },
  };
}

/** Its agent's own clock stopped when it said that it is finished; nobody knows for one that is gone. */
function secondsOf({ at }: Made, container: Container | undefined, now: Date): number {
  const attention = container?.attention;
  const end = attention?.kind === 'finished' ? Date.parse(attention.at) : now.getTime();
  return Math.max(0, Math.round((end - Date.parse(at)) / 1000));
}
