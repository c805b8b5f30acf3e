import type { Context } from '../../context.ts';
import { fail } from '../../errors.ts';
import { readConfigOrTell } from '../config/config.ts';
import { listAssertions } from '../missions/mission/store.ts';
import { type Sealed, sealMilestone } from '../missions/milestones/seal.ts';
import type { Project } from '../records/project.ts';
import { listStandings } from './standings.ts';
import type { Heads } from './subject.ts';

interface Sealing {
  readonly mission: string;
  readonly id: string;
  readonly strict?: boolean;
  readonly containers: () => Promise<Heads['containers']>;
}

/**
 * Seals a milestone, as `sealMilestone` does, where its assertions are proven as far as `principles.proofs` asks for that:
 * `warn` tells of those that are not, `enforce` refuses. PROOF_MISSING, SEAL_BLOCKED.
 */
export async function sealProven(
  context: Context,
  project: Project,
  { containers, ...sealing }: Sealing,
): Promise<Sealed> {
  const strictness = readConfigOrTell(project).principles?.proofs ?? 'off';
  const claims = strictness === 'off' ? [] : await unproven(context, project, { ...sealing, containers });
  if (claims.length > 0 && strictness === 'enforce')
    throw fail(
      'PROOF_MISSING',
      `Milestone ${sealing.id} was not sealed: ${claims.length} of its assertions passed by claim, not by proof.`,
      {
        hints: [...claims, `Run the checks: maestro validate run --mission ${sealing.mission}`],
      },
    );
  for (const sentence of claims) project.notice({ kind: 'warning', sentence });
  return sealMilestone(project, sealing);
}

/** Each passed assertion of a milestone that no run of its check proves now, with why. */
async function unproven(context: Context, project: Project, { mission, id, containers }: Sealing): Promise<string[]> {
  const passed = listAssertions(project, mission).assertions.filter(
    ({ milestoneId, result }) => milestoneId === id && result === 'passed',
  );
  if (passed.length === 0) return [];
  const standings = await listStandings(context, project, { mission, containers: await containers() });
  const byId = new Map(standings.map((standing) => [standing.assertion, standing]));
  return passed.flatMap((assertion) => {
    const standing = byId.get(assertion.id);
    return standing?.state === 'passed' ? [] : [`${assertion.id}: ${standing?.why ?? 'It has no check.'}`];
  });
}
