import { z } from 'zod';
import { AgentKind } from '../../contract/agents.ts';
import type { Limits } from '../../contract/limits.ts';
import { CredentialMode } from '../../contract/credentials.ts';
import { ContainerName, Instant } from '../../contract/ids.ts';
import { FeatureRef } from '../../contract/launches.ts';
import { VERSION } from '../../contract/version.ts';
import type { Labels } from '../docker/port.ts';
import { LABEL, ownLabels } from '../docker/labels.ts';

/** `sign-in`: a passing container without a project, in which an agent is signed in, or its program names a branch. */
export const Role = z.enum(['agent', 'sign-in', 'gateway', 'network', 'volume']);
export type Role = z.infer<typeof Role>;

/** Whose a thing is and what for: on every container, network and volume. */
const Ownership = z.object({
  [LABEL.role]: Role,
  [LABEL.container]: ContainerName,
  [LABEL.creation]: z.string(),
});

const AgentFacts = z.object({
  [LABEL.container]: ContainerName,
  [LABEL.project]: z.string().min(1),
  [LABEL.branch]: z.string().min(1),
  /** Only containers of earlier versions have it. */
  [LABEL.task]: z.string().default(''),
  [LABEL.agent]: AgentKind,
  [LABEL.model]: z.string(),
  [LABEL.createdAt]: Instant,
  [LABEL.baseCommit]: z.string(),
  [LABEL.memory]: z.coerce.number().int(),
  [LABEL.cpus]: z.coerce.number(),
  [LABEL.pids]: z.coerce.number().int(),
  /** Those of earlier versions lack it. */
  [LABEL.credentialMode]: CredentialMode.default('sync'),
  [LABEL.mission]: FeatureRef.shape.mission.optional().catch(undefined),
  [LABEL.feature]: FeatureRef.shape.feature.optional().catch(undefined),
});

export interface Owned {
  readonly role: Role;
  readonly container: ContainerName;
  readonly creation: string;
}

/** What an agent container's labels remember of its creation. */
export interface Birth {
  readonly name: ContainerName;
  readonly project: string;
  readonly branch: string;
  /** The start of the task: of the kept text, not of a label, since anyone who may ask Docker reads labels. */
  readonly task: string;
  readonly agent: AgentKind;
  readonly model: string | null;
  readonly createdAt: string;
  readonly baseCommit: string | null;
  readonly limits: Limits;
  readonly credentialMode: CredentialMode;
  /** The feature of a mission that it was launched for. */
  readonly feature?: FeatureRef;
}

/** Labels of everything that belongs to one container: gateway, network, volumes, and the agent container itself. */
export function partLabels(home: string, part: Owned): Labels {
  return {
    ...ownLabels(home),
    [LABEL.role]: part.role,
    [LABEL.container]: part.container,
    [LABEL.creation]: part.creation,
    [LABEL.version]: VERSION,
  };
}

/** What an agent container carries beside its part labels. Nothing that a person wrote, but for the branch's name. */
export function birthLabels(birth: Omit<Birth, 'task'>): Labels {
  return {
    [LABEL.project]: birth.project,
    [LABEL.branch]: birth.branch,
    [LABEL.agent]: birth.agent,
    [LABEL.model]: birth.model ?? '',
    [LABEL.createdAt]: birth.createdAt,
    [LABEL.baseCommit]: birth.baseCommit ?? '',
    [LABEL.memory]: String(birth.limits.memoryBytes),
    [LABEL.cpus]: String(birth.limits.cpus),
    [LABEL.pids]: String(birth.limits.pids),
    [LABEL.credentialMode]: birth.credentialMode,
    ...(birth.feature !== undefined && {
      [LABEL.mission]: birth.feature.mission,
      [LABEL.feature]: birth.feature.feature,
    }),
  };
}

/** Whose a thing is; undefined when its labels are not what Maestro writes. */
export function readOwned(labels: Labels): Owned | undefined {
  const { data } = Ownership.safeParse(labels);
  if (data === undefined) return undefined;
  return { role: data[LABEL.role], container: data[LABEL.container], creation: data[LABEL.creation] };
}

/** What an agent container's labels say; undefined when they are not what Maestro writes. */
export function readBirth(labels: Labels): Birth | undefined {
  const { data } = AgentFacts.safeParse(labels);
  if (data === undefined) return undefined;
  const [mission, feature] = [data[LABEL.mission], data[LABEL.feature]];
  return {
    name: data[LABEL.container],
    project: data[LABEL.project],
    branch: data[LABEL.branch],
    task: data[LABEL.task],
    agent: data[LABEL.agent],
    model: data[LABEL.model] === '' ? null : data[LABEL.model],
    createdAt: data[LABEL.createdAt],
    baseCommit: data[LABEL.baseCommit] === '' ? null : data[LABEL.baseCommit],
    limits: { memoryBytes: data[LABEL.memory], cpus: data[LABEL.cpus], pids: data[LABEL.pids] },
    credentialMode: data[LABEL.credentialMode],
    ...(mission !== undefined && feature !== undefined && { feature: { mission, feature } }),
  };
}
