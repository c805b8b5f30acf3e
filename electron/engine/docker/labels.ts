import type { Labels } from './port.ts';

/** The labels that decide what is Maestro's, and whose. Names never do. */
export const LABEL = {
  managed: 'maestro.managed',
  /** Absolute path of the `~/.maestro` that made it. */
  home: 'maestro.home',
  role: 'maestro.role',
  /** Full name of the agent container that it belongs to. */
  container: 'maestro.container',
  /** The caller's id of the creation that made it. */
  creation: 'maestro.creation',
  project: 'maestro.project',
  branch: 'maestro.branch',
  /** Of earlier versions: the text is now kept where only the user can read it. */
  task: 'maestro.task',
  agent: 'maestro.agent',
  model: 'maestro.model',
  createdAt: 'maestro.created-at',
  version: 'maestro.version',
  baseCommit: 'maestro.base-commit',
  /** Of a mission's feature that it was launched for. */
  mission: 'maestro.mission',
  feature: 'maestro.feature',
  memory: 'maestro.memory',
  cpus: 'maestro.cpus',
  pids: 'maestro.pids',
  credentialMode: 'maestro.credential-mode',
  /** On images: base, gateway or agent. */
  image: 'maestro.image',
  /** On images: hash of everything that they were built from. */
  inputs: 'maestro.inputs',
  /** On images: id of the base image below. */
  base: 'maestro.base',
} as const;

/** Labels that find everything of one `~/.maestro`. */
export function ownLabels(home: string): Labels {
  return { [LABEL.managed]: 'true', [LABEL.home]: home };
}
