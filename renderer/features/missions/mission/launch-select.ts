import type { BoardFeature, MissionBoard } from '../../../../electron/contract/board.ts';
import type { AgentKind } from '../../../../electron/contract/agents.ts';
import { byUrgency, type Container } from '../../../../electron/contract/containers.ts';
import { agentOfWorker, takesAgents } from '../../../../electron/contract/launches.ts';
import type { Feature } from '../../../../electron/contract/features.ts';

/** Whether an agent can be put to a feature now: nobody works on it, and it waits for no other. */
export function canLaunch(
  { mission }: Pick<MissionBoard, 'mission'>,
  { feature, blockedBy }: Pick<BoardFeature, 'feature' | 'blockedBy'>,
): boolean {
  return (
    takesAgents(mission.status) &&
    blockedBy.length === 0 &&
    (feature.status === 'pending' || feature.status === 'assigned')
  );
}

/** What a feature says about its container: its worker, where that is an agent of ours, and a branch of its name. */
export function launchChoice({ id, workerType }: Pick<Feature, 'id' | 'workerType'>): {
  readonly agent?: AgentKind;
  readonly branch: string;
} {
  const agent = agentOfWorker(workerType);
  return { branch: `feat/${id.toLowerCase()}`, ...(agent === undefined ? {} : { agent }) };
}

/** The containers that were launched for a feature, what wants attention first. */
export function workersOf(
  containers: Readonly<Record<string, Container>>,
  of: { readonly project: string; readonly mission: string; readonly feature: string },
): Container[] {
  const isOf = ({ project, feature }: Container): boolean =>
    project.path === of.project && feature?.mission === of.mission && feature.feature === of.feature;
  return Object.values(containers).filter(isOf).sort(byUrgency);
}
