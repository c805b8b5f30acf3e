import type { ControlView, StateCheck } from '../../../contract/missionControl.ts';
import { exists, type Project } from '../records/project.ts';
import { files } from '../records/tree.ts';

interface HomeParts {
  readonly checks: readonly StateCheck[];
  readonly pending: ControlView['pendingHandoffs'];
}

/** What a project without a mission shows: what is set up, and what to do next. */
export function homeOf(project: Project, { checks, pending }: HomeParts) {
  const actions = [
    ...(exists(files.config(project))
      ? []
      : [{ label: 'Set up this project', command: 'maestro init', detail: 'Makes .maestro/ with its configuration.' }]),
    ...(exists(files.userConfig(project))
      ? []
      : [{ label: 'Set up this user', command: 'maestro init --global', detail: 'Makes ~/.maestro/config.yaml.' }]),
    { label: 'Check everything', command: 'maestro doctor', detail: 'Says what is missing or damaged.' },
  ];
  return {
    headline: 'No mission yet',
    summary: 'A mission turns a plan into milestones, features and assertions: maestro mission create --file plan.json',
    locationLabel: project.cwd,
    checks,
    actions,
    pendingHandoffs: pending,
  };
}
