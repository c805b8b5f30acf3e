import type { ReactNode } from 'react';
import type { MissionsPlace } from '../../client/place.ts';
import { Damaged } from './Damaged.tsx';
import { followProject, useProjectProblems } from '../projects/projects.ts';
import { ProjectView } from './ProjectView.tsx';
import type { Chosen } from './mission/mission-select.ts';
import { Failed, MissionGone, NoProject, ProjectState } from './States.tsx';

/** The chosen mission, or what stands in its way. */
export function MissionsBody({ here, place }: { readonly here: Chosen; readonly place: MissionsPlace }): ReactNode {
  const { project, mission, absent } = here;
  const problem = useProjectProblems((problems) => (project === null ? null : (problems[project.path] ?? null)));
  if (project === null) return <NoProject path={absent} />;
  if (problem !== null && project.state !== 'ready') {
    return <Failed problem={problem} onRetry={() => void followProject(project.path)} />;
  }
  if (project.state !== 'ready') return <ProjectState entry={project} />;
  if (absent !== null) {
    return (
      <>
        <Damaged files={project.damaged} root={project.path} />
        <MissionGone project={project.path} id={absent} />
      </>
    );
  }
  return <ProjectView project={project} mission={mission} place={place} />;
}
