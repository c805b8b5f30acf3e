import { linkProject, projectContext } from '../../engine/project/graph/graph.ts';
import type { Call } from '../arguments/command.ts';
import { argument, filled, isOn, wrong } from '../arguments/options.ts';
import { lines, next, ok } from '../output/words.ts';
import { plain } from '../output/text.ts';
import { openProject } from '../project.ts';

/** Notes how this project and another depend on each other. */
export async function link(call: Call): Promise<undefined> {
  const relation = (['consumes', 'exposes', 'shared-types'] as const).find((name) => isOn(call, name));
  if (relation === undefined) throw wrong('The relation is missing.', 'Give --consumes, --exposes or --shared-types.');
  const target = argument(call);
  const detail = filled(call, 'via');
  const linked = await linkProject(openProject(call), {
    target,
    relation,
    via: detail,
  });
  const { edge, nodesAdded } = linked;
  call.out.result(linked, () =>
    lines(
      ok(`Linked: ${edge.from} ${edge.relation} ${edge.to}${edge.detail === undefined ? '' : ` (${edge.detail})`}`),
      nodesAdded === 0 ? undefined : `  ${nodesAdded} projects are new in the graph.`,
    ),
  );
}

/** Shows this project among those that it depends on and that depend on it. */
export function context(call: Call): Promise<undefined> {
  const found = projectContext(openProject(call));
  call.out.result(found, () =>
    lines(
      `${found.totalProjects} projects, ${found.totalEdges} links`,
      found.currentProject === undefined
        ? ['This project is not in the graph.', next('maestro graph-link PROJECT --consumes')]
        : `This one: ${plain(found.currentProject.name)}`,
      found.relationships.map(
        ({ project, direction, edge }) =>
          `  ${direction === 'outgoing' ? '-->' : '<--'} ${plain(project.name)} (${edge.relation}${edge.detail === undefined ? '' : `, ${plain(edge.detail)}`})`,
      ),
    ),
  );
  return Promise.resolve(undefined);
}
